package dev.voiceops.control.audit;

import dev.voiceops.store.AuditSigner;
import dev.voiceops.store.Db;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that show the audit chains. Wants an {@link AuditSigner}. */
@Configuration(proxyBeanMethods = false)
public class AuditTrails {
    @Bean
    AuditRoutes auditRoutes(Db db, AuditSigner signer) {
        return new AuditRoutes(db, signer);
    }
}
