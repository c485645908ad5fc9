package dev.voiceops.control.phone;

import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the phone's side. */
@Configuration(proxyBeanMethods = false)
public class Phone {
    static final Actor ACTOR = Actor.service("control-plane-api");

    @Bean
    PhoneRoutes phoneRoutes(PhoneConfig config, Db db, InstantSource clock) {
        return new PhoneRoutes(PhoneDesk.of(config, db, clock));
    }
}
