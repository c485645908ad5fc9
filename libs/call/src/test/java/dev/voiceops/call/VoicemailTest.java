package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Policy.VoicemailAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoicemailTest {
    private static final List<String> MACHINES = List.of(
            "hi you have reached john please leave a message after the beep",
            "the person you are trying to reach is not available at the tone please record your message",
            "hello this is the voicemail of anna leave your name and number",
            "you've reached acme plumbing we can't take your call right now leave a message",
            "hey it's mike i can't come to the phone leave me a message and i'll get back to you",
            "your call has been forwarded to an automatic voice message system please leave a message after the tone",
            "we are unable to take your call please leave your message",
            "thank you for calling our office is closed please leave your name and number after the beep",
            "sorry i missed your call leave a message",
            "this mailbox belongs to five five five one two three four at the tone please record your message",
            "the subscriber is unavailable leave a message after the tone",
            "hi i'm away from my phone just leave a message",
            "please leave a message for maria when you have finished recording you may hang up",
            "you have reached the answering machine of the smiths leave a message at the beep",
            "hello you've reached bob leave your message i'll call you right back",
            "the number you dialed is not available after the beep leave your message",
            "welcome to the voice mail of doctor lee please leave a message",
            "nobody can take your call at the moment so please leave your name and we will call you back",
            "hi this is tom you know what to do leave a message after the beep and have a good day",
            "can't come to the phone right now leave a message thanks");

    private static final List<String> HUMANS = List.of(
            "hello",
            "yes hello who is this",
            "acme plumbing this is sarah speaking how can i help you",
            "you have reached acme plumbing this is sarah how may i help you today",
            "he is not available can i take a message",
            "she's not available right now can she call you back later today please",
            "hi yes i wanted to ask about my order from last week it has not arrived",
            "can i leave a message for doctor smith",
            "i would like to leave a message",
            "i got a voicemail from you this morning",
            "you left me a message yesterday and asked me to call you back about my appointment",
            "somebody called me from this number",
            "is this the answering machine or a real person",
            "hello hello can you hear me",
            "good morning i need to change my address",
            "sorry i was away from my phone what did you want",
            "we are not available on friday could you come on monday instead",
            "i missed your call",
            "speaking",
            "what do you want");

    private static final Voicemail VOICEMAIL = new Voicemail(Wording.english());

    @Test
    void machines_are_told_from_people() {
        List<String> missed =
                MACHINES.stream().filter(words -> !VOICEMAIL.isMachine(words)).toList();
        List<String> wronged = HUMANS.stream().filter(VOICEMAIL::isMachine).toList();
        System.out.printf(
                "voicemail          taken for machine   taken for person%n  20 machines      %8d %19d%n  20 people        %8d %19d%n",
                MACHINES.size() - missed.size(), missed.size(), wronged.size(), HUMANS.size() - wronged.size());
        assertThat(wronged).as("people must not be hung up on").isEmpty();
        assertThat(missed).hasSizeLessThanOrEqualTo(1);
    }

    private static VirtualCall machine(VoicemailAction action) {
        return new VirtualCall(Policy.standard().with(action))
                .at(0, new Connected())
                .caller(500, 5_000, MACHINES.getFirst());
    }

    @Test
    void a_machine_is_hung_up_on_if_the_version_says_so() {
        Run run = machine(VoicemailAction.HANG_UP).run(8_000);
        assertThat(run.ended()).containsExactly(new Effect.Ended(EndReason.VOICEMAIL, Outcome.UNKNOWN));
        assertThat(run.asks()).isEmpty();
        assertThat(run.notes("voicemail_detected").getFirst().fields()).containsEntry("action", "HANG_UP");
    }

    @Test
    void a_message_is_left_after_the_machine_has_finished() {
        Run run = machine(VoicemailAction.LEAVE_MESSAGE).run(15_000);
        assertThat(run.said()).last().isEqualTo(Phrase.VOICEMAIL_MESSAGE.english());
        assertThat(run.times(Effect.Say.class).getLast()).isEqualTo(5_600);
        assertThat(run.callerSaid()).containsExactly(MACHINES.getFirst());
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.VOICEMAIL);
        assertThat(run.asks()).isEmpty();
    }

    @Test
    void otherwise_a_machine_is_only_noted() {
        Run run = machine(VoicemailAction.CONTINUE).run(8_000);
        assertThat(run.notes("voicemail_detected")).hasSize(1);
        assertThat(run.asks()).hasSize(1);
    }

    @Test
    void one_sign_comes_with_the_next_words() {
        Run run = new VirtualCall(Policy.standard().with(VoicemailAction.HANG_UP))
                .at(0, new Connected())
                .caller(500, 1_500, "you have reached john")
                .caller(2_500, 3_500, "leave a message")
                .run(8_000);
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.VOICEMAIL);
    }

    @Test
    void later_in_the_call_a_person_is_a_person() {
        Run run = new VirtualCall(
                        Policy.standard().with(VoicemailAction.HANG_UP).withSilence(List.of()))
                .at(0, new Connected())
                .caller(21_000, 23_000, MACHINES.getFirst())
                .run(30_000);
        assertThat(run.ended()).isEmpty();
    }
}
