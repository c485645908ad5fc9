package dev.voiceops.worker;

import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.store.Db;
import dev.voiceops.vendors.RoomBootstrap;
import dev.voiceops.worker.audit.AuditSealing;
import dev.voiceops.worker.retention.Retaining;
import dev.voiceops.worker.watchdog.Watchdog;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The role voice-runtime-worker. Wants as beans: {@link WorkerConfig}, {@code Db}, {@code InstantSource}, {@code ServiceClient},
 * {@code RoomBootstrap}, and what {@link AuditSealing} and {@link Retaining} want. Its jobs run from start to close of the context.
 */
@Configuration(proxyBeanMethods = false)
@Import({AuditSealing.class, Retaining.class})
public class VoiceRuntimeWorker {
    @Bean
    WorkerJobs workerJobs(WorkerConfig config, Db db, ServiceClient client, RoomBootstrap rooms, InstantSource clock) {
        Endings endings = new Endings(db, clock);
        Handoffs handoffs = new Handoffs(db, rooms, config, clock);
        HandoffConsumer consumer = new HandoffConsumer(db, handoffs, endings, client, config);
        Duration lease = config.launchDeadline().plusSeconds(10);
        return new WorkerJobs(
                db,
                new HandoffQueue(db, consumer, lease),
                new Sweeper(db, endings, config, clock),
                new Ingestion(db, new Watchdog(db, clock), clock),
                config);
    }
}
