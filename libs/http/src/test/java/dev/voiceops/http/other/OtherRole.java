package dev.voiceops.http.other;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A role on another port. */
@Configuration(proxyBeanMethods = false)
public class OtherRole {
    @Bean
    OnlyRoutes onlyRoutes() {
        return new OnlyRoutes();
    }
}
