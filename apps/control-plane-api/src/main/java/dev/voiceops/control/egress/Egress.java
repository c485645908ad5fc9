package dev.voiceops.control.egress;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way out. Wants as a bean: {@link EgressConfig}. */
@Configuration(proxyBeanMethods = false)
public class Egress {
    @Bean
    EgressClient egressClient(EgressConfig config) {
        return new EgressClient(config);
    }
}
