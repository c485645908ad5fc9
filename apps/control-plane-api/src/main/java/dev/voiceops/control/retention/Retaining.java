package dev.voiceops.control.retention;

import dev.voiceops.control.egress.EgressClient;
import dev.voiceops.store.Db;
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

    @Bean
    ForgetRoutes forgetRoutes(Db db, EgressClient client) {
        return new ForgetRoutes(db, client);
    }
}
