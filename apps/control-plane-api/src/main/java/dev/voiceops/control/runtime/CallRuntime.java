package dev.voiceops.control.runtime;

import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind the connectors' questions. */
@Configuration(proxyBeanMethods = false)
public class CallRuntime {
    static final Actor ACTOR = Actor.service("control-plane-api");

    @Bean
    RuntimeRoutes runtimeRoutes(RuntimeConfig config, Db db, InstantSource clock) {
        return new RuntimeRoutes(new Claims(db, config, clock), new Leases(db, config), new MediaAdmission(db, clock));
    }
}
