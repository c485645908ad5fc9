package dev.voiceops.control.integrations;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the integrations. Wants {@link Outbound}. */
@Configuration(proxyBeanMethods = false)
public class Integrating {
    @Bean
    IntegrationRoutes integrationRoutes(Outbound outbound) {
        return new IntegrationRoutes(new Trials(outbound));
    }
}
