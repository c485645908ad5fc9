package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlarmsTest {
    @Test
    void alarms_due_at_once_ring_in_the_order_in_which_they_were_armed() {
        Alarms alarms = new Alarms();
        alarms.arm(Timer.SILENCE, 5);
        alarms.arm(Timer.ENDPOINT, 5);
        alarms.arm(Timer.EAR, 3);
        alarms.arm(Timer.SILENCE, 5);
        alarms.disarm(Timer.EAR);
        assertThat(alarms.nextDue()).isEqualTo(5);
        assertThat(alarms.ring(4)).isEmpty();
        assertThat(alarms.ring(5)).contains(Timer.ENDPOINT);
        assertThat(alarms.ring(9)).contains(Timer.SILENCE);
        assertThat(alarms.nextDue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void an_alarm_that_comes_too_early_is_armed_anew_and_one_nobody_armed_is_ignored() {
        Conversation conversation = new Conversation(Policy.standard().with(Phrase.GREETING, ""));
        conversation.on(new Event.Connected(), new Playhead(0, 0, 0));
        assertThat(conversation.on(new Event.Alarm(Timer.SILENCE), new Playhead(1_000, 0, 0)))
                .containsExactly(new Effect.Arm(Timer.SILENCE, 7_000));
        assertThat(conversation.on(new Event.Alarm(Timer.TOOL_HARD), new Playhead(2_000, 0, 0)))
                .isEmpty();
        assertThat(conversation.on(new Event.Alarm(Timer.SILENCE), new Playhead(8_000, 0, 0)))
                .anyMatch(Effect.Say.class::isInstance);
    }
}
