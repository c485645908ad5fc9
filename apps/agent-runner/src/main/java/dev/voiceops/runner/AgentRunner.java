package dev.voiceops.runner;

import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.store.Db;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The role agent-runner. Wants as beans: {@link RunnerConfig}, {@code Db}, {@code InstantSource}, {@code ServiceClient}. */
@Configuration(proxyBeanMethods = false)
public class AgentRunner {
    @Bean
    LaunchRoutes launchRoutes(RunnerConfig config, Db db, ServiceClient client, InstantSource clock) {
        Launches launches = new Launches(db, clock);
        return new LaunchRoutes(
                new Launcher(config, new Slots(db, config.connectorFreshness()), launches, client, clock));
    }
}
