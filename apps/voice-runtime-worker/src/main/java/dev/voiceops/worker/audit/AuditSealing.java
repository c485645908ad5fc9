package dev.voiceops.worker.audit;

import dev.voiceops.store.Actor;
import dev.voiceops.store.AuditCheckpoints;
import dev.voiceops.store.AuditSigner;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import dev.voiceops.worker.Loop;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that signs checkpoints. Wants {@link AuditSealingConfig} and {@link AuditSigner}. Several workers may run it. */
@Configuration(proxyBeanMethods = false)
public class AuditSealing {
    private static final Reason SEAL = new Reason("seal the audit chains");
    private static final Actor ACTOR = Actor.service("voice-runtime-worker");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int BATCH = 100;

    @Bean
    Loop auditSealer(AuditSealingConfig config, Db db, AuditSigner signer, InstantSource clock) {
        AuditCheckpoints.Due due = new AuditCheckpoints.Due(config.rows(), config.age());
        db.platform(SEAL, ACTOR, tx -> AuditCheckpoints.renew(tx, signer));
        return new Loop("audit-seal", LOOK, () -> seal(db, signer, due, clock) == BATCH);
    }

    private static int seal(Db db, AuditSigner signer, AuditCheckpoints.Due due, InstantSource clock) {
        return db.platform(SEAL, ACTOR, tx -> AuditCheckpoints.sign(tx, signer, due, clock.instant(), BATCH));
    }
}
