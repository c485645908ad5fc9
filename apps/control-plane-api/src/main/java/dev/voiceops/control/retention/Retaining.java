package dev.voiceops.control.retention;

import dev.voiceops.store.SigningKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of holds and retention. Wants {@link RetentionConfig} and {@code SigningKey}. */
@Configuration(proxyBeanMethods = false)
public class Retaining {
    @Bean
    HoldRoutes holdRoutes(RetentionConfig config) {
        return new HoldRoutes(config);
    }

    @Bean
    RetentionRoutes retentionRoutes(SigningKey key) {
        return new RetentionRoutes(key);
    }
}
