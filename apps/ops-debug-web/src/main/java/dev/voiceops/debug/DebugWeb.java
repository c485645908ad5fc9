package dev.voiceops.debug;

import dev.voiceops.store.Db;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The beans of ops-debug-web. The composition root hands in a {@link DebugWebConfig}, the {@link Db} and a {@code ServiceClient}. */
@Configuration(proxyBeanMethods = false)
@Import({PageRoutes.class, CallRoutes.class, LiveRoutes.class, SimulatorRoutes.class})
public class DebugWeb {
    @Bean
    PageSession pageSession(DebugWebConfig config) {
        return new PageSession(config.pageToken());
    }

    @Bean
    WebMvcConfigurer debugGate(PageSession session) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new DebugGate(session));
            }
        };
    }

    @Bean(destroyMethod = "close")
    LiveFeed liveFeed(Db db) {
        return LiveFeed.of(db);
    }

    @Bean(destroyMethod = "close")
    SimulatorControl simulatorControl(DebugWebConfig config) {
        return new SimulatorControl(config.simulators());
    }
}
