package dev.voiceops.control.portal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of what the Client Portal shows: a client and its calls. */
@Configuration(proxyBeanMethods = false)
public class Portal {
    @Bean
    PortalCallRoutes portalCallRoutes() {
        return new PortalCallRoutes();
    }

    @Bean
    PortalTenantRoutes portalTenantRoutes() {
        return new PortalTenantRoutes();
    }
}
