package dev.voiceops.http.careless;

import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.TenantScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A role with a portal route that wants the door of the whole tenant. */
@Configuration(proxyBeanMethods = false)
public class MeddlingRole {
    @Bean
    Routes routes() {
        return new Routes();
    }

    @RestController
    @Access(Access.By.MEMBER)
    static final class Routes {
        @GetMapping("/meddling")
        @Needs(Permission.PORTAL_READ)
        String meddling(TenantScope scope) {
            return scope.tenant().toString();
        }
    }
}
