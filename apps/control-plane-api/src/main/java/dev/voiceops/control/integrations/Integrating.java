package dev.voiceops.control.integrations;

import dev.voiceops.vendors.VendorHosts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the integrations. Wants {@link Outbound} and {@link VendorHosts}. */
@Configuration(proxyBeanMethods = false)
public class Integrating {
    @Bean
    IntegrationRoutes integrationRoutes(Outbound outbound, VendorHosts hosts) {
        return new IntegrationRoutes(new Trials(outbound), new IntegrationDesk(hosts));
    }
}
