package dev.voiceops.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Conformance list 5.1, point 4: the outbound queue. */
class PlaybackQueueTest {
    private final List<String> happened = new ArrayList<>();
    private long sounded;
    private PlaybackQueue queue = queue();

    private PlaybackQueue queue() {
        return new PlaybackQueue(new PlaybackQueue.Ear() {
            @Override
            public void sound(long at, byte[] mulaw, int from, int length) {
                happened.add("sound " + at + "+" + length);
                sounded += length;
            }

            @Override
            public void mark(long at, String name) {
                happened.add("mark " + name + " at " + at);
            }
        });
    }

    @Test
    void audio_plays_at_the_speed_of_sound_however_early_it_arrives() {
        queue.media(1_000, new byte[8_000]);
        queue.play(1_160);
        queue.play(1_320);

        assertThat(happened).containsExactly("sound 1000+160", "sound 1160+160");
        assertThat(queue.queued()).isEqualTo(7_680);
    }

    @Test
    void a_mark_returns_when_the_audio_before_it_has_been_played() {
        queue.media(0, new byte[320]);
        queue.mark(0, "a");
        queue.media(0, new byte[160]);
        queue.mark(0, "b");

        queue.play(319);
        assertThat(happened).doesNotContain("mark a at 320");
        queue.play(320);
        assertThat(happened).contains("mark a at 320");
        queue.play(10_000);
        assertThat(happened.getLast()).isEqualTo("mark b at 480");
    }

    @Test
    void a_mark_on_an_empty_queue_returns_at_once() {
        queue.mark(500, "now");
        assertThat(happened).containsExactly("mark now at 500");
    }

    @Test
    void a_mark_behind_a_mark_on_an_empty_queue_returns_at_once_too() {
        queue.mark(500, "a");
        queue.mark(500, "b");
        assertThat(happened).containsExactly("mark a at 500", "mark b at 500");
    }

    @Test
    void clear_drops_the_rest_and_returns_every_pending_mark_in_order() {
        queue.media(0, new byte[1_600]);
        queue.mark(0, "a");
        queue.media(0, new byte[1_600]);
        queue.mark(0, "b");

        assertThat(queue.clear(800)).containsExactly("a", "b");
        assertThat(queue.queued()).isZero();
        queue.media(4_000, new byte[160]);
        queue.play(5_000);

        assertThat(happened).containsExactly("sound 0+800", "sound 4000+160");
    }

    @Test
    void after_a_gap_audio_begins_when_it_arrives_and_not_in_the_past() {
        queue.media(0, new byte[160]);
        queue.play(1_000);
        queue.media(1_234, new byte[160]);
        queue.play(2_000);
        assertThat(happened).containsExactly("sound 0+160", "sound 1234+160");
    }

    @Property(tries = 200)
    void every_byte_is_either_heard_once_or_cleared(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 999) Integer> acts) {
        long sent = 0;
        long dropped = 0;
        long now = 0;
        sounded = 0;
        queue = queue();
        for (int act : acts) {
            now += act;
            if (act % 5 == 0) {
                queue.play(now);
                dropped += queue.queued();
                queue.clear(now);
            } else {
                queue.media(now, new byte[act]);
                sent += act;
            }
        }
        queue.play(now + 1_000_000);
        assertThat(sounded + dropped).isEqualTo(sent);
        assertThat(queue.queued()).isZero();
    }
}
