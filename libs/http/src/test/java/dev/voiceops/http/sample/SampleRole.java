package dev.voiceops.http.sample;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two controllers: one anybody may call, one for roles. */
@Configuration(proxyBeanMethods = false)
public class SampleRole {
    @Bean
    OpenRoutes openRoutes() {
        return new OpenRoutes();
    }

    @Bean
    InnerRoutes innerRoutes() {
        return new InnerRoutes();
    }
}
