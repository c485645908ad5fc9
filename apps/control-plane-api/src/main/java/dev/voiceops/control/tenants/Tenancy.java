package dev.voiceops.control.tenants;

import dev.voiceops.store.Db;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the tenants' administration. */
@Configuration(proxyBeanMethods = false)
public class Tenancy {
    @Bean
    TenantRoutes tenantRoutes(Db db) {
        return new TenantRoutes(new TenantDesk(db));
    }
}
