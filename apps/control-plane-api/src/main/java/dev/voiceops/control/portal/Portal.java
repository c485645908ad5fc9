package dev.voiceops.control.portal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the Client Portal: its page, and the client and calls it shows. */
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

    @Bean
    PortalPageRoutes portalPageRoutes() {
        return new PortalPageRoutes();
    }
}
