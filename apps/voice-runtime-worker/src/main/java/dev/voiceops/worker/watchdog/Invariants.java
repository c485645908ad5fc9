package dev.voiceops.worker.watchdog;

import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Incidents.Finding;
import dev.voiceops.store.ToolExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Checks a history against the {@link Invariant}s. Pure. */
public final class Invariants {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(60);
    private static final Duration LATE_RESULT = Duration.ofMinutes(3);
    private static final long DEAD_AIR_MS = 15_000;
    private static final long RECORDING_SLACK_MS = 2_000;

    private final History history;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private Invariants(History history, Instant now) {
        this.history = history;
        this.now = now;
    }

    /** What does not hold at this time, each once. */
    public static List<Finding> check(History history, Instant now) {
        Invariants check = new Invariants(history, now);
        check.endings();
        check.leases();
        check.tools();
        check.numbers();
        check.speech();
        check.turns();
        check.recordings();
        return List.copyOf(check.findings);
    }

    private boolean ended() {
        return history.call().state() == Call.State.ENDED;
    }

    private boolean endedBefore(Duration ago) {
        Instant end = history.call().endedAt();
        return end != null && end.isBefore(now.minus(ago));
    }

    private void endings() {
        Instant dead = now.minus(SIGN_OF_LIFE);
        for (Dispatch dispatch : history.dispatches()) {
            boolean overdue = dispatch.state() == Dispatch.State.PENDING
                    && dispatch.expiresAt().isBefore(dead);
            boolean left = dispatch.state() == Dispatch.State.CLAIMED && endedBefore(SIGN_OF_LIFE);
            if (overdue || left) {
                found(
                        Invariant.DISPATCH_ENDS,
                        dispatch.id().toString(),
                        null,
                        Map.of("state", dispatch.state().name()));
            }
        }
        boolean cared = history.dispatches().stream().anyMatch(dispatch -> alive(dispatch, dead));
        Instant last = history.events().stream()
                .map(CallRecord.Event::at)
                .max(Instant::compareTo)
                .orElse(history.call().createdAt());
        if (!ended() && !cared && last.isBefore(dead)) {
            found(
                    Invariant.CALL_ENDS,
                    "",
                    null,
                    Map.of("last_sign", last, "state", history.call().state().name()));
        }
    }

    private static boolean alive(Dispatch dispatch, Instant dead) {
        Instant lease = dispatch.leaseUntil();
        return switch (dispatch.state()) {
            case PENDING -> dispatch.expiresAt().isAfter(dead);
            case CLAIMED -> lease != null && lease.isAfter(dead);
            case RELEASED, EXPIRED, FAILED -> false;
        };
    }

    private void leases() {
        long leases = history.dispatches().stream()
                .filter(dispatch -> dispatch.state() == Dispatch.State.CLAIMED)
                .count();
        Instant answered = history.call().answeredAt();
        boolean settled = answered != null && answered.isBefore(now.minus(SIGN_OF_LIFE));
        boolean live = history.call().state() == Call.State.LIVE && settled;
        if (leases > 1 || (live && leases == 0)) {
            found(Invariant.LIVE_CALL_HAS_ONE_LEASE, "", null, Map.of("leases", leases));
        }
    }

    private void tools() {
        Map<String, Integer> results = new HashMap<>();
        for (ToolExecution tool : history.tools()) {
            int seen = results.merge(tool.toolCallId(), 1, Integer::sum);
            boolean never = tool.status() == ToolExecution.Status.RUNNING && endedBefore(LATE_RESULT);
            if (seen == 2 || never) {
                found(Invariant.TOOL_HAS_ONE_RESULT, tool.toolCallId(), null, Map.of("results", never ? 0 : 2));
            }
        }
    }

    private void numbers() {
        long expected = 1;
        for (CallRecord.Event event : history.events()) {
            if (event.seq() != expected) {
                found(Invariant.EVENTS_WITHOUT_GAPS, "" + expected, event.monoMs(), Map.of("next", event.seq()));
                return;
            }
            expected++;
        }
    }

    private void speech() {
        OptionalLong closed = history.firstMs("runtime.audio_counts");
        for (Utterance said : history.utterances()) {
            boolean after = closed.isPresent() && said.startedMs() > closed.getAsLong();
            if (after && said.speaker() == Utterance.Speaker.AGENT) {
                found(
                        Invariant.SILENT_AFTER_END,
                        "turn " + said.turn(),
                        said.startedMs(),
                        Map.of("closed_ms", closed.getAsLong()));
            }
            if (said.heard().length() > said.generated().length()) {
                found(
                        Invariant.HEARD_WITHIN_GENERATED,
                        said.speaker() + " turn " + said.turn(),
                        said.startedMs(),
                        Map.of(
                                "heard",
                                said.heard().length(),
                                "generated",
                                said.generated().length()));
            }
        }
    }

    private void turns() {
        for (TurnTimes turn : history.turns()) {
            TurnTimes.Marks marks = turn.marks();
            boolean ordered = rises(marks.started(), marks.eotDecided(), marks.llmRequest(), marks.llmFirstToken())
                    && rises(marks.ttsRequest(), marks.firstAudio(), marks.playoutEnd(), marks.ended());
            if (!turn.clockError() && !ordered) {
                found(Invariant.MARKS_IN_ORDER, "turn " + turn.turn(), marks.started(), Map.of());
            }
            if (turn.responseMs() > DEAD_AIR_MS) {
                found(
                        Invariant.SOMEBODY_OWES_SOUND,
                        "turn " + turn.turn(),
                        marks.speechEnd(),
                        Map.of("waited_ms", turn.responseMs()));
            }
        }
    }

    private static boolean rises(long... moments) {
        long[] happened = LongStream.of(moments)
                .filter(moment -> moment != TurnTimes.NEVER)
                .toArray();
        long[] sorted = happened.clone();
        java.util.Arrays.sort(sorted);
        return java.util.Arrays.equals(happened, sorted);
    }

    private void recordings() {
        OptionalLong from = history.firstMs("runtime.media_connected");
        OptionalLong to = history.firstMs("runtime.media_gone");
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        long length = to.getAsLong() - from.getAsLong();
        history.recordings().stream()
                .filter(recording -> Math.abs(recording.durationMs() - length) > RECORDING_SLACK_MS + length / 20)
                .forEach(recording -> found(
                        Invariant.RECORDING_AS_LONG_AS_CALL,
                        recording.id().toString(),
                        to.getAsLong(),
                        Map.of("recording_ms", recording.durationMs(), "call_ms", length)));
    }

    private void found(Invariant invariant, String place, @Nullable Long ms, Map<String, Object> details) {
        Integer second = ms == null ? null : (int) (ms / 1_000);
        findings.add(new Finding(invariant.code(), place, second, Json.write(details)));
    }
}
