package dev.voiceops.http.other;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A role with a controller that does not say who may call it. */
@Configuration(proxyBeanMethods = false)
public class CarelessRole {
    @Bean
    ForgottenRoutes forgottenRoutes() {
        return new ForgottenRoutes();
    }
}
