package dev.voiceops.http.careless;

import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RestController;

/** A role with a member route that deletes and does not say whether it is audited. */
@Configuration(proxyBeanMethods = false)
public class SilentRole {
    @Bean
    Routes routes() {
        return new Routes();
    }

    @RestController
    @Access(Access.By.MEMBER)
    static final class Routes {
        @DeleteMapping("/silent")
        @Needs(Permission.AGENTS_WRITE)
        String silent() {
            return "";
        }
    }
}
