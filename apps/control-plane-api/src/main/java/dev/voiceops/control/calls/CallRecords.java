package dev.voiceops.control.calls;

import dev.voiceops.store.Db;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that show calls. */
@Configuration(proxyBeanMethods = false)
public class CallRecords {
    @Bean
    RuntimeCallRoutes runtimeCallRoutes(Db db) {
        return new RuntimeCallRoutes(db);
    }

    @Bean
    MemberCallRoutes memberCallRoutes() {
        return new MemberCallRoutes();
    }
}
