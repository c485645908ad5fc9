package dev.voiceops.worker.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.Incidents.Finding;
import dev.voiceops.store.Recording;
import dev.voiceops.store.RecordingId;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fault is planted into a clean history; exactly its own sentence must tell. */
class InvariantsTest {
    private static final Instant BEGAN = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant ENDED = BEGAN.plusSeconds(60);
    private static final Instant NOW = ENDED.plusSeconds(600);
    private static final CallId CALL = CallId.create();
    private static final TenantId TENANT = TenantId.create();

    enum Fault {
        TERMINAL_TRANSITION_REMOVED(
                Invariant.CALL_ENDS, history -> with(history, up(Call.State.QUEUED, null), List.of())),
        LEASE_LOST_WITHOUT_AN_END(
                Invariant.LIVE_CALL_HAS_ONE_LEASE,
                history -> new History(
                        up(Call.State.LIVE, BEGAN),
                        lively(),
                        history.utterances(),
                        history.turns(),
                        List.of(),
                        history.tools(),
                        history.recordings())),
        TWO_LEASES(
                Invariant.LIVE_CALL_HAS_ONE_LEASE,
                history -> new History(
                        up(Call.State.LIVE, BEGAN),
                        lively(),
                        history.utterances(),
                        history.turns(),
                        List.of(dispatch(Dispatch.State.CLAIMED), dispatch(Dispatch.State.CLAIMED)),
                        history.tools(),
                        history.recordings())),
        DISPATCH_LEFT_OPEN(
                Invariant.DISPATCH_ENDS,
                history -> with(history, history.call(), List.of(dispatch(Dispatch.State.CLAIMED)))),
        TOOL_RESULT_TWICE(
                Invariant.TOOL_HAS_ONE_RESULT,
                history -> tools(
                        history,
                        tool("t-1", ToolExecution.Status.SUCCEEDED),
                        tool("t-1", ToolExecution.Status.SUCCEEDED))),
        TOOL_RESULT_NEVER(
                Invariant.TOOL_HAS_ONE_RESULT, history -> tools(history, tool("t-1", ToolExecution.Status.RUNNING))),
        EVENT_LOST(Invariant.EVENTS_WITHOUT_GAPS, history -> events(history, without(history.events(), 1))),
        SPOKE_AFTER_THE_END(
                Invariant.SILENT_AFTER_END, history -> said(history, utterance("Hello?", "Hello?", 62_000))),
        HEARD_MORE_THAN_SAID(
                Invariant.HEARD_WITHIN_GENERATED, history -> said(history, utterance("Hello", "Hello there", 2_000))),
        MARKS_BACKWARDS(Invariant.MARKS_IN_ORDER, history -> turns(history, turn(5_000, 4_000, 3_800))),
        DEAD_AIR(Invariant.SOMEBODY_OWES_SOUND, history -> turns(history, turn(5_000, 5_500, 25_000))),
        RECORDING_TOO_SHORT(
                Invariant.RECORDING_AS_LONG_AS_CALL,
                history -> new History(
                        history.call(),
                        history.events(),
                        history.utterances(),
                        history.turns(),
                        history.dispatches(),
                        history.tools(),
                        List.of(recording(31_000))));

        private final Invariant told;
        private final UnaryOperator<History> plant;

        Fault(Invariant told, UnaryOperator<History> plant) {
            this.told = told;
            this.plant = plant;
        }
    }

    @Test
    void a_clean_history_raises_nothing() {
        assertThat(Invariants.check(clean(), NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_planted_fault_raises_its_own_sentence_and_no_other(Fault fault) {
        assertThat(Invariants.check(fault.plant.apply(clean()), NOW))
                .extracting(Finding::invariant)
                .containsExactly(fault.told.code());
    }

    @Test
    void every_sentence_has_a_fault_that_raises_it() {
        assertThat(Stream.of(Fault.values()).map(fault -> fault.told)).contains(Invariant.values());
    }

    @Test
    void findings_hold_nothing_that_was_said() {
        Stream.of(Fault.values())
                .flatMap(fault -> Invariants.check(fault.plant.apply(clean()), NOW).stream())
                .forEach(finding -> assertThat(finding.toString()).doesNotContain("Hello"));
    }

    private static History clean() {
        return new History(
                new Call(
                        TENANT,
                        CALL,
                        "CA1",
                        null,
                        null,
                        AgentId.create(),
                        new VersionId("0".repeat(64)),
                        "c-1",
                        "0".repeat(32),
                        true,
                        Call.State.ENDED,
                        null,
                        Outcome.RESOLVED,
                        EndReason.AGENT_GOODBYE,
                        Call.Witness.CONNECTOR,
                        null,
                        BEGAN,
                        BEGAN,
                        ENDED),
                List.of(
                        event(1, 0, "runtime.media_connected"), event(2, 3_000, "runtime.voice_stt_transcript"),
                        event(3, 60_000, "runtime.media_gone"), event(4, 60_100, "runtime.audio_counts")),
                List.of(utterance("Hello", "Hello", 1_000)),
                List.of(turn(5_000, 5_500, 6_000)),
                List.of(dispatch(Dispatch.State.RELEASED)),
                List.of(tool("t-1", ToolExecution.Status.SUCCEEDED)),
                List.of(recording(60_500)));
    }

    private static Call up(Call.State state, @Nullable Instant answered) {
        return new Call(
                TENANT,
                CALL,
                "CA1",
                null,
                null,
                AgentId.create(),
                new VersionId("0".repeat(64)),
                "c-1",
                "0".repeat(32),
                true,
                state,
                null,
                null,
                null,
                null,
                null,
                BEGAN,
                answered,
                null);
    }

    private static List<CallRecord.Event> lively() {
        return List.of(new CallRecord.Event(1, NOW, 1L, "runtime.voice_stt_transcript", "{}"));
    }

    private static History with(History history, Call call, List<Dispatch> dispatches) {
        return new History(
                call,
                history.events(),
                history.utterances(),
                history.turns(),
                dispatches,
                history.tools(),
                history.recordings());
    }

    private static History events(History history, List<CallRecord.Event> events) {
        return new History(
                history.call(),
                events,
                history.utterances(),
                history.turns(),
                history.dispatches(),
                history.tools(),
                history.recordings());
    }

    private static History tools(History history, ToolExecution... tools) {
        return new History(
                history.call(),
                history.events(),
                history.utterances(),
                history.turns(),
                history.dispatches(),
                List.of(tools),
                history.recordings());
    }

    private static History said(History history, Utterance utterance) {
        return new History(
                history.call(),
                history.events(),
                List.of(utterance),
                history.turns(),
                history.dispatches(),
                history.tools(),
                history.recordings());
    }

    private static History turns(History history, TurnTimes turn) {
        return new History(
                history.call(),
                history.events(),
                history.utterances(),
                List.of(turn),
                history.dispatches(),
                history.tools(),
                history.recordings());
    }

    private static List<CallRecord.Event> without(List<CallRecord.Event> events, int index) {
        List<CallRecord.Event> rest = new ArrayList<>(events);
        rest.remove(index);
        return rest;
    }

    private static CallRecord.Event event(long seq, long ms, String type) {
        return new CallRecord.Event(seq, BEGAN.plusMillis(ms), ms, type, "{}");
    }

    private static Utterance utterance(String generated, String heard, long startedMs) {
        return new Utterance(
                1,
                Utterance.Speaker.AGENT,
                generated,
                heard,
                Utterance.HeardBy.WORDS,
                false,
                startedMs,
                startedMs + 500);
    }

    private static TurnTimes turn(long speechEnd, long request, long firstAudio) {
        return new TurnTimes(
                1,
                new TurnTimes.Marks(
                        speechEnd,
                        speechEnd,
                        speechEnd + 300,
                        request,
                        request + 100,
                        request + 150,
                        request + 160,
                        firstAudio,
                        firstAudio + 900,
                        firstAudio + 1_000),
                List.of(),
                List.of(),
                false,
                false);
    }

    private static Dispatch dispatch(Dispatch.State state) {
        return new Dispatch(
                TENANT,
                DispatchId.create(),
                CALL,
                state,
                "room",
                BEGAN.plusSeconds(60),
                "c-1",
                NOW.plusSeconds(5),
                1L,
                null);
    }

    private static ToolExecution tool(String id, ToolExecution.Status status) {
        return new ToolExecution(
                ExecutionId.create(),
                CALL,
                ToolId.create(),
                id,
                ToolClass.READ,
                status,
                "{}",
                null,
                null,
                null,
                "0".repeat(32),
                BEGAN,
                null,
                "{}",
                null,
                null);
    }

    private static Recording recording(long ms) {
        return new Recording(RecordingId.create(), CALL, "key", "0".repeat(64), 1, ms, 2);
    }
}
