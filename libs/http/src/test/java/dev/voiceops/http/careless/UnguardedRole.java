package dev.voiceops.http.careless;

import dev.voiceops.http.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A role with a member route without a permission. */
@Configuration(proxyBeanMethods = false)
public class UnguardedRole {
    @Bean
    Routes routes() {
        return new Routes();
    }

    @RestController
    @Access(Access.By.MEMBER)
    static final class Routes {
        @GetMapping("/unguarded")
        String unguarded() {
            return "";
        }
    }
}
