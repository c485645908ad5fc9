package dev.voiceops.control.automation;

import dev.voiceops.control.integrations.Outbound;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the automation gateway. */
@Configuration(proxyBeanMethods = false)
public class Automation {
    static final Actor ACTOR = Actor.service("automation-gateway");

    @Bean
    EndpointClient endpointClient() {
        return new EndpointClient();
    }

    @Bean
    Outbound outbound(EndpointClient client) {
        return new GuardedOutbound(client);
    }

    @Bean
    ToolRoutes toolRoutes(Db db, EndpointClient client, InstantSource clock) {
        Permits permits = new Permits(db);
        Attempts attempts = new Attempts(db, client, new Egress(), clock);
        return new ToolRoutes(new ToolGateway(db, permits, new Schemas(), attempts, clock), permits);
    }
}
