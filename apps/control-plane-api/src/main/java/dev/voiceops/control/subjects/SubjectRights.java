package dev.voiceops.control.subjects;

import dev.voiceops.evidence.Packs;
import dev.voiceops.store.Db;
import dev.voiceops.store.SigningKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of callers' rights. Wants {@code Packs}, {@code Db} and {@code SigningKey}. */
@Configuration(proxyBeanMethods = false)
public class SubjectRights {
    @Bean
    SubjectRoutes subjectRoutes(Packs packs, Db db, SigningKey key) {
        return new SubjectRoutes(packs, new SubjectDesk(db, key));
    }
}
