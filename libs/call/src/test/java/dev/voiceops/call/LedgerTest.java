package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.Typed;
import dev.voiceops.call.LedgerRow.Moment;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the time of a turn goes. */
class LedgerTest {
    private static final Policy POLICY = Policy.standard().with(Phrase.GREETING, "");
    private static final long LONGEST = 900_000;

    /** A turn with a tool, in which one stage takes so much longer. */
    private static TurnTimes turn(Stage slower, long byMs) {
        VirtualCall call = new VirtualCall(
                        POLICY.with(Limit.ENDPOINT_MS, slower == Stage.ENDPOINTING ? 600 + byMs : 600))
                .at(0, new Connected())
                .caller(1_000, 2_000, "where is my order")
                .answer(
                        "order",
                        Thinks.empty()
                                .after(slower == Stage.MODEL ? 300 + byMs : 300)
                                .use("c1", "look"))
                .answer(
                        "result",
                        Thinks.says("It ")
                                .after(slower == Stage.WRITING ? 20 + byMs : 20)
                                .then("is on its way."))
                .tool("look", slower == Stage.TOOL ? 200 + byMs : 200, "{}");
        if (slower == Stage.VOICE) call.voice().slow(150 + byMs);
        return call.run(12_000).turns().getFirst();
    }

    @Test
    void the_stages_of_a_turn_are_what_happened_and_add_up() {
        TurnTimes times = turn(Stage.HOLDING, 0);
        assertThat(times.ms(Stage.ENDPOINTING)).isEqualTo(600);
        assertThat(times.ms(Stage.MODEL)).isEqualTo(600);
        assertThat(times.ms(Stage.TOOL)).isEqualTo(180);
        assertThat(times.ms(Stage.VOICE)).isEqualTo(150);
        assertThat(times.responseMs())
                .isEqualTo(Stream.of(Stage.ENDPOINTING, Stage.MODEL, Stage.WRITING, Stage.TOOL, Stage.VOICE)
                        .mapToLong(times::ms)
                        .sum());
        assertThat(times.unattributedMs()).isLessThan(3);
        assertThat(times.tools()).containsExactly(new TurnTimes.ToolSpan("c1", "look", 2_900, 3_100));
        TurnTimes.Marks marks = times.marks();
        assertThat(List.of(
                        marks.started(),
                        marks.speechEnd(),
                        marks.eotDecided(),
                        marks.llmRequest(),
                        marks.llmFirstToken()))
                .containsExactly(2_000L, 2_000L, 2_600L, 2_600L, 2_900L);
        assertThat(marks.firstClause()).isEqualTo(marks.ttsRequest()).isEqualTo(marks.firstAudio() - 150);
        assertThat(marks.playoutEnd()).isEqualTo(marks.ended());
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"ENDPOINTING", "MODEL", "WRITING", "TOOL", "VOICE"})
    void a_delay_in_one_stage_moves_only_that_bar(Stage slower) {
        TurnTimes usual = turn(Stage.HOLDING, 0);
        TurnTimes slow = turn(slower, 700);
        for (Stage stage : Stage.values()) {
            if (stage != Stage.PLAYOUT)
                assertThat(slow.ms(stage) - usual.ms(stage)).as(stage.name()).isEqualTo(stage == slower ? 700 : 0);
        }
        assertThat(slow.responseMs() - usual.responseMs()).isEqualTo(700);
    }

    @Test
    void time_held_back_for_the_callers_sound_has_a_name() {
        TurnTimes times = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "where are you")
                .at(2_700, new Event.SpeechStarted())
                .at(3_050, new Event.SpeechStopped(100))
                .run(7_000)
                .turns()
                .getFirst();
        assertThat(times.ms(Stage.HOLDING)).isEqualTo(750);
    }

    @Test
    void a_turn_begun_by_the_agent_has_no_response_time() {
        TurnTimes times =
                new VirtualCall().at(0, new Connected()).run(4_000).turns().getFirst();
        assertThat(times.responseMs()).isEqualTo(TurnTimes.NEVER);
        assertThat(times.ms(Stage.ENDPOINTING)).isZero();
        assertThat(times.ms(Stage.VOICE)).isEqualTo(150);
        assertThat(times.marks().started()).isZero();
    }

    @Test
    void audio_that_stalls_is_unattributed_and_not_called_playout() {
        LedgerRow row = new LedgerRow(1, 0, 100);
        row.enter(null);
        row.spend(200, 800);
        row.spend(1_200, 1_600);
        TurnTimes times = row.close(1_200, LONGEST, List.of(), false);
        assertThat(times.ms(Stage.PLAYOUT)).isEqualTo(200);
        assertThat(times.unattributedMs()).isEqualTo(900);
    }

    @Test
    void the_parts_add_up_in_any_history() {
        Random random = new Random(5);
        for (int run = 0; run < 10_000; run++) {
            long now = random.nextInt(10_000);
            LedgerRow row = new LedgerRow(1, random.nextBoolean() ? TurnTimes.NEVER : now - random.nextInt(3_000), now);
            long samples = 0;
            for (int step = random.nextInt(30); step > 0; step--) {
                now += random.nextInt(4) == 0 ? 0 : random.nextInt(900);
                samples += random.nextInt(3) == 0 ? random.nextInt(9_000) : 0;
                if (random.nextInt(3) == 0) row.mark(Moment.values()[random.nextInt(Moment.values().length)], now);
                row.spend(now, samples);
                row.enter(random.nextInt(4) == 0 ? null : Stage.values()[random.nextInt(Stage.values().length)]);
            }
            TurnTimes times = row.close(now, LONGEST, List.of(), false);
            Laws.ledgerAddsUp(times);
            assertThat(times.ms(Stage.PLAYOUT)).isLessThanOrEqualTo(Math.max(samples / 8, times.totalMs()));
            assertThat(times.clockError()).isFalse();
        }
    }

    @Test
    void the_same_moment_counts_the_first_time_only() {
        LedgerRow row = new LedgerRow(1, 0, 100);
        row.mark(Moment.FIRST_AUDIO, 300);
        row.mark(Moment.FIRST_AUDIO, 900);
        assertThat(row.close(1_000, LONGEST, List.of(), false).responseMs()).isEqualTo(300);
    }

    @Test
    void a_clock_that_runs_backwards_is_called_a_clock_error_and_yields_no_figure() {
        Conversation conversation = new Conversation(POLICY);
        conversation.on(new Connected(), new Playhead(50_000, 0, 0));
        conversation.on(new Typed("hello there"), new Playhead(51_000, 0, 0));
        List<Effect> back = conversation.on(new Event.Thought(1, 1, "Yes. Of"), new Playhead(1_000, 0, 0));
        assertThat(back).contains(new Effect.Note("clock_error", Map.of("backwards_ms", "50000")));
        conversation.on(new Event.AudioStarted(1), new Playhead(1_200, 0, 0));
        List<Effect> end = conversation.on(new Event.HungUp(EndReason.CALLER_HANGUP), new Playhead(1_500, 1, 800));
        TurnTimes times = end.stream()
                .filter(Effect.TurnClosed.class::isInstance)
                .map(closed -> ((Effect.TurnClosed) closed).times())
                .findFirst()
                .orElseThrow();
        assertThat(times.clockError()).isTrue();
        assertThat(times.responseMs()).isEqualTo(TurnTimes.NEVER);
        assertThat(times.totalMs()).isZero();
        Laws.ledgerAddsUp(times);
    }

    @Test
    void a_clock_that_jumps_ahead_is_called_a_clock_error() {
        LedgerRow row = new LedgerRow(1, 0, 100);
        row.mark(Moment.FIRST_AUDIO, 5_000_000);
        row.spend(5_000_000, 0);
        TurnTimes times = row.close(5_000_000, LONGEST, List.of(), false);
        assertThat(times.clockError()).isTrue();
        assertThat(times.responseMs()).isEqualTo(TurnTimes.NEVER);
    }
}
