package dev.voiceops.control.tools;

import dev.voiceops.control.automation.Schemas;
import dev.voiceops.control.discovery.Catalogue;
import dev.voiceops.control.egress.EgressClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that keep tools and show executions. Wants as beans: {@link Schemas}, {@link EgressClient}. */
@Configuration(proxyBeanMethods = false)
public class ToolDesk {
    @Bean
    ToolDeskRoutes toolDeskRoutes(Schemas schemas) {
        return new ToolDeskRoutes(schemas);
    }

    @Bean
    ImportRoutes importRoutes(EgressClient client, Schemas schemas) {
        return new ImportRoutes(new Catalogue(client, schemas), schemas);
    }

    @Bean
    ExecutionRoutes executionRoutes() {
        return new ExecutionRoutes();
    }
}
