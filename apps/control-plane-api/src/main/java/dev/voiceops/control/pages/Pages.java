package dev.voiceops.control.pages;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the pages. */
@Configuration(proxyBeanMethods = false)
public class Pages {
    @Bean
    PageRoutes controlPages() {
        return new PageRoutes();
    }
}
