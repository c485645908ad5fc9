package dev.voiceops.worker.retention;

import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import dev.voiceops.store.SigningKey;
import dev.voiceops.vendors.twilio.TwilioAccount;
import dev.voiceops.vendors.twilio.TwilioTraces;
import dev.voiceops.worker.Loop;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The jobs of retention. Wants as beans {@link RetentionSchedule}, {@link SealedRecordings}, {@link TwilioAccount}, {@link
 * SigningKey}, {@code Db}, {@code ServiceClient}, {@code InstantSource}. Several workers may run them.
 */
@Configuration(proxyBeanMethods = false)
public class Retaining {
    private static final Actor ACTOR = Actor.service("voice-runtime-worker");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration SCHEDULE = Duration.ofMinutes(1);
    private static final Duration WEEKS = Duration.ofHours(1);

    @Bean
    RetentionRun retentionRun(
            Db db,
            SigningKey key,
            SealedRecordings recordings,
            TwilioAccount twilio,
            ServiceClient services,
            RetentionSchedule schedule) {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        TwilioTraces traces = new TwilioTraces(http, twilio);
        return new RetentionRun(
                db, ACTOR, key, new Copies(recordings.store(), traces, services, schedule.controlUrl()));
    }

    @Bean
    Loop retentionSchedule(RetentionRun run, RetentionSchedule schedule) {
        return new Loop("retention-schedule", SCHEDULE, () -> {
            run.begin(schedule.at());
            return false;
        });
    }

    @Bean
    Loop retentionPurge(RetentionRun run) {
        return new Loop("retention", LOOK, () -> run.purge().isPresent());
    }

    @Bean
    Loop retentionCopies(RetentionRun run) {
        return new Loop("copies", LOOK, run::copies);
    }

    @Bean
    Reconciliation reconciliation(Db db, SealedRecordings recordings) {
        return new Reconciliation(db, ACTOR, recordings.store());
    }

    @Bean
    Loop reconciliationLoop(Reconciliation reconciliation, InstantSource clock) {
        return new Loop("reconciliation", SCHEDULE, () -> reconciliation.next(clock.instant()));
    }

    @Bean
    Loop retentionWeeks(RetentionRun run, InstantSource clock) {
        return new Loop("retention-weeks", WEEKS, () -> {
            run.weeks(clock.instant());
            return false;
        });
    }
}
