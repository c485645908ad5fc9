package dev.voiceops.control.evidence;

import dev.voiceops.evidence.Packs;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.SigningKey;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of evidence packs. Wants {@code SealedRecordings}, {@code SigningKey} and {@code InstantSource}. */
@Configuration(proxyBeanMethods = false)
public class Evidence {
    @Bean
    Packs packs(SealedRecordings recordings, SigningKey key, InstantSource clock) {
        return new Packs(recordings, key, clock);
    }

    @Bean
    EvidenceRoutes evidenceRoutes(Packs packs, SigningKey key) {
        return new EvidenceRoutes(packs, key);
    }
}
