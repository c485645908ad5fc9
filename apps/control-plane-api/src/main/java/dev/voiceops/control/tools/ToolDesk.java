package dev.voiceops.control.tools;

import dev.voiceops.control.automation.Schemas;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that keep tools and show executions. Wants as a bean: {@link Schemas}. */
@Configuration(proxyBeanMethods = false)
public class ToolDesk {
    @Bean
    ToolDeskRoutes toolDeskRoutes(Schemas schemas) {
        return new ToolDeskRoutes(schemas);
    }

    @Bean
    ExecutionRoutes executionRoutes() {
        return new ExecutionRoutes();
    }
}
