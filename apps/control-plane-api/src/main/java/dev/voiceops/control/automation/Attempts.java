package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.control.integrations.SecretHeader;
import dev.voiceops.store.Db;
import dev.voiceops.store.Secret;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a tool's request, once, or for a {@code read} up to its retries while its time lasts, and puts each attempt on record.
 * Blocks; safe for all threads.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Db db;
    private final EndpointClient client;
    private final Egress egress;
    private final InstantSource clock;

    Attempts(Db db, EndpointClient client, Egress egress, InstantSource clock) {
        this.db = db;
        this.client = client;
        this.egress = egress;
        this.clock = clock;
    }

    /** How it ended after how many attempts. */
    record Result(Verdict verdict, int attempts) {}

    Result run(Permit permit, ToolExecution execution, ToolExecute request) {
        Optional<URI> url = egress.resolve(permit.baseUrl(), permit.endpoint().path());
        if (url.isEmpty()) {
            return new Result(new Verdict.Failed("egress_refused", "The tool's address is not allowed.", false), 0);
        }
        Instant deadline = clock.instant().plusMillis(permit.pinned().timeoutMs());
        int most = permit.toolClass() == ToolClass.READ ? 1 + permit.tool().retries() : 1;
        for (int attempt = 1; ; attempt++) {
            Verdict verdict = once(permit, execution, new Try(url.get(), request, attempt, deadline));
            boolean again = verdict instanceof Verdict.Failed failed && failed.mayRetry();
            if (!again || attempt >= most || !clock.instant().isBefore(deadline)) return new Result(verdict, attempt);
        }
    }

    private Verdict once(Permit permit, ToolExecution execution, Try one) {
        Instant started = clock.instant();
        Duration left = Duration.between(started, one.deadline());
        EndpointAnswer answer = client.send(new EndpointRequest(
                permit.endpoint().method(),
                one.url(),
                headers(permit, one.request()),
                Json.write(one.request().inputJson()),
                left.isPositive() ? left : Duration.ofMillis(1)));
        Verdict verdict = Verdict.of(answer, permit.toolClass());
        record(permit, execution, row(answer, verdict, one.number(), started));
        return verdict;
    }

    /** It has happened: a database that is away must not turn a done tool into an error for the caller. */
    private void record(Permit permit, ToolExecution execution, ToolExecution.Attempt attempt) {
        try {
            db.tenant(permit.tenant(), Automation.ACTOR, tx -> {
                ToolExecutions.attempt(tx, execution.id(), attempt);
                return true;
            });
        } catch (StoreException e) {
            LOG.error("An attempt of execution {} is not on record: {}", execution.id(), e.code());
        }
    }

    private ToolExecution.Attempt row(EndpointAnswer answer, Verdict verdict, int number, Instant started) {
        Instant finished = clock.instant();
        EndpointAnswer.@Nullable Answered answered = answer instanceof EndpointAnswer.Answered got ? got : null;
        return new ToolExecution.Attempt(
                number,
                started,
                finished,
                answered == null ? null : answered.status(),
                answered == null ? null : answered.remoteId().orElse(null),
                switch (verdict) {
                    case Verdict.Done done -> null;
                    case Verdict.Failed failed -> failed.code();
                    case Verdict.Unknown unknown -> unknown.code();
                },
                Json.write(
                        Map.of("total_ms", Duration.between(started, finished).toMillis())));
    }

    /** The endpoint's own headers, where {@code {secret}} stands for the integration's secret; if none uses it, the integration says in which header it goes. */
    private static Map<String, String> headers(Permit permit, ToolExecute request) {
        Map<String, String> headers = new HashMap<>();
        Secret secret = permit.secret();
        String revealed = secret == null ? "" : secret.reveal();
        String own = permit.endpoint().headers();
        Json.tree(own)
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(), header.getValue().stringValue("").replace("{secret}", revealed)));
        if (secret != null && !own.contains("{secret}")) {
            var shown = SecretHeader.of(permit.settings(), secret);
            headers.put(shown.getKey(), shown.getValue());
        }
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        headers.put("Idempotency-Key", permit.idempotencyKey(request.toolCallId()));
        headers.put("X-Trace-Id", request.traceId());
        return headers;
    }

    private record Try(URI url, ToolExecute request, int number, Instant deadline) {}
}
