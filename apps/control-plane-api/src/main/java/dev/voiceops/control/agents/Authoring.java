package dev.voiceops.control.agents;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans with which agents are made. */
@Configuration(proxyBeanMethods = false)
public class Authoring {
    @Bean
    Drafting drafting() {
        return new Drafting();
    }

    @Bean
    AgentRoutes agentRoutes() {
        return new AgentRoutes();
    }

    @Bean
    DraftRoutes draftRoutes(Drafting drafting) {
        return new DraftRoutes(drafting);
    }

    @Bean
    VersionRoutes versionRoutes(Drafting drafting) {
        return new VersionRoutes(drafting, new Publishing(drafting));
    }
}
