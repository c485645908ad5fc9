package dev.voiceops.control.figures;

import dev.voiceops.store.Db;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that show figures. Wants as beans: {@code Db}, {@code InstantSource}. */
@Configuration(proxyBeanMethods = false)
public class Figures {
    @Bean
    KpiRoutes kpiRoutes() {
        return new KpiRoutes();
    }

    @Bean
    PortalKpiRoutes portalKpiRoutes() {
        return new PortalKpiRoutes();
    }

    @Bean
    PriceRoutes priceRoutes(Db db, InstantSource clock) {
        return new PriceRoutes(db, clock);
    }

    @Bean
    CallCostRoutes callCostRoutes() {
        return new CallCostRoutes();
    }

    @Bean
    IncidentRoutes incidentRoutes() {
        return new IncidentRoutes();
    }
}
