package dev.voiceops.control.automation;

import dev.voiceops.control.egress.EgressClient;
import dev.voiceops.control.integrations.Outbound;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the automation gateway. Wants as a bean: {@link EgressClient}. */
@Configuration(proxyBeanMethods = false)
public class Automation {
    static final Actor ACTOR = Actor.service("automation-gateway");

    /** The record of a call is written behind by a fraction of a second. */
    private static final Duration RECORD_LAG = Duration.ofSeconds(2);

    @Bean
    Schemas schemas() {
        return new Schemas();
    }

    @Bean
    Gates integrationGates() {
        return new Gates();
    }

    @Bean
    Outbound outbound(EgressClient client) {
        return new GuardedOutbound(client);
    }

    @Bean
    GateRoutes gateRoutes(Gates gates) {
        return new GateRoutes(gates);
    }

    @Bean
    ToolRoutes toolRoutes(Db db, EgressClient client, Gates gates, Schemas schemas, InstantSource clock) {
        Attempts attempts = new Attempts(db, client, gates, schemas, clock);
        ToolGateway gateway = new ToolGateway(db, schemas, new Confirmations(RECORD_LAG), attempts, clock);
        return new ToolRoutes(gateway, new Permits(db), new Refusals(db, clock));
    }
}
