package dev.voiceops.control.portal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the client's calls. */
@Configuration(proxyBeanMethods = false)
public class Portal {
    @Bean
    PortalCallRoutes portalCallRoutes() {
        return new PortalCallRoutes();
    }
}
