package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.SpeechStarted;
import dev.voiceops.call.Event.Transcript;
import dev.voiceops.call.Event.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ordinary course of a call. */
class AnswerTest {
    @Test
    void the_greeting_is_spoken_first_and_the_caller_has_the_floor_after_it() {
        Run run = new VirtualCall().at(0, new Connected()).run(4_000);
        assertThat(run.said()).containsExactly("Hello, how can I help you?");
        assertThat(run.dialogue()).containsExactly(new Line.Agent("Hello, how can I help you?", List.of(), false));
        assertThat(run.conversation().owedBy()).isEqualTo(Party.CALLER);
    }

    @Test
    void without_a_greeting_the_caller_begins() {
        Run run = new VirtualCall(Policy.standard().with(Phrase.GREETING, ""))
                .at(0, new Connected())
                .run(4_000);
        assertThat(run.said()).isEmpty();
        assertThat(run.conversation().owedBy()).isEqualTo(Party.CALLER);
    }

    @Test
    void nothing_is_heard_before_the_call_is_connected_and_it_connects_once() {
        Run run = new VirtualCall()
                .at(0, new SpeechStarted(), new Transcript("hello there", true), new Typed("hi"))
                .at(100, new Connected(), new Connected())
                .run(9_000);
        assertThat(run.asks()).isEmpty();
        assertThat(run.said()).containsExactly("Hello, how can I help you?");
    }

    @Test
    void what_the_caller_says_is_answered_with_the_dialogue_so_far() {
        Run run = new VirtualCall()
                .at(0, new Connected())
                .caller(3_000, 4_000, "where are you")
                .answer("where are you", "We are in Hill Street.")
                .caller(8_000, 9_000, "and when are you open")
                .answer("when are you open", "From nine to five.")
                .run(14_000);
        assertThat(run.asks().getLast().dialogue())
                .containsExactly(
                        new Line.Agent("Hello, how can I help you?", List.of(), false),
                        new Line.Caller("where are you"),
                        new Line.Agent("We are in Hill Street.", List.of(), false),
                        new Line.Caller("and when are you open"));
        assertThat(run.callerSaid()).containsExactly("where are you", "and when are you open");
        assertThat(run.spoken()).extracting(Utterance::heard).contains("From nine to five.");
        assertThat(run.spoken())
                .allMatch(said -> said.heardBy() == Utterance.HeardBy.PLAYED_OUT && !said.interrupted());
    }

    @Test
    void speech_begins_with_the_first_clause_while_the_model_still_writes() {
        Run run = new VirtualCall()
                .at(0, new Connected())
                .caller(3_000, 4_000, "tell me")
                .answer(
                        "tell me",
                        Thinks.says("Of course I will. ")
                                .then("First ")
                                .after(2_000)
                                .then("comes this. ")
                                .then("Then that."))
                .run(16_000);
        assertThat(run.said())
                .containsExactly("Hello, how can I help you?", "Of course I will.", "First comes this.", "Then that.");
        List<Long> said = run.times(Effect.Say.class);
        assertThat(said.get(2) - said.get(1)).isGreaterThan(1_900);
        assertThat(run.dialogue())
                .contains(new Line.Agent("Of course I will. First comes this. Then that.", List.of(), false));
    }

    @Test
    void a_typed_turn_is_answered_at_once_and_cuts_what_is_being_said() {
        Run run = new VirtualCall()
                .at(0, new Connected())
                .at(1_000, new Typed("what time is it"))
                .answer("what time", "Noon.")
                .run(6_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(1_000L);
        assertThat(run.agent().getFirst().interrupted()).isTrue();
        assertThat(run.said()).last().isEqualTo("Noon.");
    }

    @Test
    void exactly_one_party_owes_sound_at_each_step_of_a_turn() {
        VirtualCall call = new VirtualCall(Policy.standard().with(Phrase.GREETING, ""))
                .caller(1_000, 2_000, "where is my order")
                .answer("my order", Thinks.wants("c1", "look"))
                .answer("result of look", "It is on its way.")
                .tool("look", 500, "{}");
        assertThat(call.run(0).conversation().owedBy()).isEqualTo(Party.NOBODY);
        call.at(0, new Connected());
        assertThat(call.run(2_500).conversation().owedBy()).isEqualTo(Party.CALLER);
        assertThat(call.run(2_700).conversation().owedBy()).isEqualTo(Party.MODEL);
        assertThat(call.run(3_200).conversation().owedBy()).isEqualTo(Party.TOOL);
        assertThat(call.run(3_600).conversation().owedBy()).isEqualTo(Party.MODEL);
        assertThat(call.run(4_000).conversation().owedBy()).isEqualTo(Party.VOICE);
        assertThat(call.run(9_000).conversation().owedBy()).isEqualTo(Party.CALLER);
        call.at(9_500, new Event.HungUp(EndReason.CALLER_HANGUP));
        assertThat(call.run(10_000).conversation().owedBy()).isEqualTo(Party.NOBODY);
    }
}
