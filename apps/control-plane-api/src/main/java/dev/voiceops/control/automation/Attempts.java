package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.control.egress.EgressAnswer;
import dev.voiceops.control.egress.EgressClient;
import dev.voiceops.store.Db;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends a tool's request, once, or for a {@code read} up to its retries while its time lasts. Each attempt is on record before its
 * first byte leaves, so a process that dies leaves behind what it may have done. Blocks; safe for all threads.
 */
final class Attempts {
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final String REMOTE_ID = "[A-Za-z0-9_-]{1,64}";

    private final Db db;
    private final EgressClient client;
    private final Gates gates;
    private final Schemas schemas;
    private final InstantSource clock;

    Attempts(Db db, EgressClient client, Gates gates, Schemas schemas, InstantSource clock) {
        this.db = db;
        this.client = client;
        this.gates = gates;
        this.schemas = schemas;
        this.clock = clock;
    }

    /**
     * How it ended.
     *
     * @param last what is still to be recorded of the last attempt; null: nothing was sent at the end
     */
    record Result(Verdict verdict, int attempts, ToolExecution.@Nullable Attempt last) {}

    Result run(Permit permit, ToolExecution execution, ToolExecute request, Stages stages) {
        Instant deadline = clock.instant().plus(permit.timeout());
        Gate gate = gates.of(permit);
        for (int attempt = 1; ; attempt++) {
            Gate.Entry entry = gate.enter(left(deadline));
            stages.spent("queue_ms");
            if (entry != Gate.Entry.IN) return new Result(turnedAway(entry), attempt - 1, null);
            Result result = once(permit, execution, new Try(request, attempt, deadline, gate), stages);
            if (!again(permit, result, deadline)) return result;
            record(permit, execution, result.last());
            pause(attempt, left(deadline));
        }
    }

    private Result once(Permit permit, ToolExecution execution, Try one, Stages stages) {
        Instant started = clock.instant();
        boolean away = false;
        try {
            if (!announce(permit, execution, one.number(), started)) {
                return new Result(
                        new Verdict.Failed("left_behind", "It was ended meanwhile.", false), one.number() - 1, null);
            }
            stages.spent("queue_ms");
            Stages own = new Stages();
            EgressAnswer answer = client.send(Requests.of(permit, one.request(), started, left(one.deadline())));
            stages.exchanged(answer);
            own.exchanged(answer);
            away = isAway(answer);
            Verdict verdict = checked(permit, Verdict.of(answer, permit.toolClass()));
            stages.spent("parse_ms");
            own.spent("parse_ms");
            return new Result(verdict, one.number(), row(answer, verdict, new Took(one.number(), started, own)));
        } finally {
            one.gate().leave(away, Duration.between(started, clock.instant()));
        }
    }

    private boolean announce(Permit permit, ToolExecution execution, int number, Instant at) {
        return db.tenant(
                permit.call().tenant(),
                Automation.ACTOR,
                Work.repeatable(tx -> ToolExecutions.sending(tx, execution.id(), number, at)));
    }

    private void record(Permit permit, ToolExecution execution, ToolExecution.@Nullable Attempt attempt) {
        if (attempt == null) return;
        db.tenant(permit.call().tenant(), Automation.ACTOR, Work.repeatable(tx -> {
            ToolExecutions.attempted(tx, execution.id(), attempt);
            return true;
        }));
    }

    /** What came back must fit too: a tool that answers something else has not done what was promised. */
    private Verdict checked(Permit permit, Verdict verdict) {
        JsonNode schema = permit.outputSchema();
        if (!(verdict instanceof Verdict.Done done) || schema == null) return verdict;
        try {
            List<String> faults = schemas.faults(schema, done.output());
            return faults.isEmpty() ? verdict : Verdict.misfit(permit.toolClass());
        } catch (Schemas.SchemaFault e) {
            return Verdict.misfit(permit.toolClass());
        }
    }

    private boolean again(Permit permit, Result result, Instant deadline) {
        return result.verdict() instanceof Verdict.Failed failed
                && failed.mayRetry()
                && result.attempts() < permit.mostAttempts()
                && left(deadline).compareTo(BACKOFF) > 0;
    }

    private static ToolExecution.Attempt row(EgressAnswer answer, Verdict verdict, Took took) {
        EgressAnswer.@Nullable Answered answered = answer instanceof EgressAnswer.Answered got ? got : null;
        String code = verdict.code();
        return new ToolExecution.Attempt(
                took.number(),
                took.started(),
                took.started().plusMillis(took.stages().total()),
                answered == null ? null : answered.status(),
                answered == null
                        ? null
                        : answered.header("x-n8n-execution-id")
                                .filter(id -> id.matches(REMOTE_ID))
                                .orElse(null),
                code.isEmpty() ? null : code,
                Json.write(took.stages().all()));
    }

    /** The system is not there, or so slow that asking it holds up the calls. */
    private static boolean isAway(EgressAnswer answer) {
        return switch (answer) {
            case EgressAnswer.Answered answered ->
                switch (answered.status()) {
                    case 429, 502, 503, 504, 520, 521, 522, 523, 524 -> true;
                    default -> false;
                };
            case EgressAnswer.NotSent notSent ->
                !notSent.code().equals("egress_refused") && !notSent.code().equals("request_invalid");
            case EgressAnswer.Lost lost -> !lost.code().equals("answer_too_large");
        };
    }

    private static Verdict turnedAway(Gate.Entry entry) {
        return entry == Gate.Entry.CIRCUIT_OPEN
                ? new Verdict.Failed("circuit_open", "The automation is away; nothing was sent.", false)
                : new Verdict.Failed("queue_timeout", "The automation is busy; nothing was sent.", false);
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    /** Exponential, with full jitter, so that calls that failed together do not come back together. */
    private static void pause(int attempt, Duration left) {
        long most = Math.min(BACKOFF.toNanos() << Math.min(attempt, 5), left.toNanos() / 2);
        if (most > 0) LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }

    private record Try(ToolExecute request, int number, Instant deadline, Gate gate) {}

    private record Took(int number, Instant started, Stages stages) {}
}
