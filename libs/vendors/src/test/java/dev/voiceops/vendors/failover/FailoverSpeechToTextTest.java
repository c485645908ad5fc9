package dev.voiceops.vendors.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.TimedWord;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import dev.voiceops.vendors.wire.ManualPulse;
import dev.voiceops.vendors.wire.Wire;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** All on one thread and in virtual time: the ears are fakes that hear each 20 ms frame as one numbered word. */
class FailoverSpeechToTextTest {
    private static final HttpClient UNUSED = HttpClient.newHttpClient();

    private final ManualPulse pulse = new ManualPulse();
    private final Wire wire = new Wire(UNUSED, new SameThread(), pulse);
    private final List<String> told = new ArrayList<>();
    private final List<FakeEar> opened = new ArrayList<>();
    private int frames;

    @Test
    void a_healthy_ear_is_just_passed_through() {
        var stream = open(1);
        speak(stream, 6);
        opened.getFirst().settle(6);
        stream.flush();
        stream.close();
        assertThat(told).containsExactly("open", "last 0 1 2 3 4 5");
        assertThat(opened.getFirst().calls).contains("flush", "close");
    }

    @Test
    void what_was_not_yet_understood_is_played_to_the_same_ear_again_after_it_broke() {
        var stream = open(1);
        speak(stream, 10);
        opened.getFirst().settle(6);
        opened.getFirst().fail(Kind.TRANSIENT);
        speak(stream, 5);
        assertThat(opened).hasSize(1);
        pulse.advance(200);
        assertThat(opened).hasSize(2);
        speak(stream, 1);
        opened.getLast().settle(20);
        assertThat(told)
                .containsExactly(
                        "open", "last 0 1 2 3 4 5", "lost TRANSIENT", "back ear0", "last 6 7 8 9 10 11 12 13 14 15");
        assertThat(opened.getLast().lastWord.startMs()).isEqualTo(15 * 20);
    }

    @Test
    void an_ear_that_refuses_our_key_or_credit_is_not_asked_again() {
        for (var kind : List.of(Kind.AUTH, Kind.QUOTA, Kind.PROTOCOL)) {
            told.clear();
            opened.clear();
            frames = 0;
            var stream = open(2);
            speak(stream, 3);
            opened.getFirst().fail(kind);
            opened.getLast().settle(9);
            assertThat(opened).extracting(ear -> ear.name).containsExactly("ear0", "ear1");
            assertThat(told).containsExactly("open", "lost " + kind, "back ear1", "last 0 1 2");
        }
    }

    @Test
    void an_ear_that_keeps_breaking_is_tried_four_times_then_the_next_and_the_last_failure_is_final() {
        var stream = open(2);
        for (int failures = 1; failures < 8; failures++) {
            opened.getLast().fail(Kind.TRANSIENT);
            pulse.advance(2_000);
        }
        assertThat(opened)
                .extracting(ear -> ear.name)
                .containsExactly("ear0", "ear0", "ear0", "ear0", "ear1", "ear1", "ear1", "ear1");
        assertThat(told).filteredOn(line -> line.startsWith("failed")).isEmpty();
        opened.getLast().fail(Kind.TRANSIENT);
        pulse.advance(10_000);
        assertThat(told.getLast()).isEqualTo("failed TRANSIENT");
        assertThat(opened).hasSize(8);
        speak(stream, 3);
        stream.close();
    }

    @Test
    void an_ear_that_understood_something_has_earned_new_tries() {
        var stream = open(1);
        for (int i = 0; i < 20; i++) {
            speak(stream, 1);
            opened.getLast().settle(1);
            opened.getLast().fail(Kind.TRANSIENT);
            pulse.advance(2_000);
        }
        assertThat(opened).hasSize(21);
    }

    @Test
    void a_gap_longer_than_the_ring_loses_only_what_is_older() {
        var stream = open(1);
        opened.getFirst().fail(Kind.TRANSIENT);
        speak(stream, 300); // 6 s, of which 5 are kept
        pulse.advance(200);
        opened.getLast().settle(400);
        var words = told.getLast().substring("last ".length()).split(" ");
        assertThat(words).hasSize(250).startsWith("50").endsWith("299");
        assertThat(opened.getLast().lastWord.endMs()).isEqualTo(6_000);
    }

    @Test
    void a_turn_whose_ear_died_before_ending_it_ends_by_itself() {
        var stream = open(1);
        speak(stream, 3);
        opened.getFirst().settle(3);
        opened.getFirst().listener.onTranscript("3", false, List.of());
        opened.getFirst().fail(Kind.TRANSIENT);
        pulse.advance(1_499);
        assertThat(told).doesNotContain("turn ended");
        pulse.advance(1);
        assertThat(told.getLast()).isEqualTo("turn ended");
    }

    @Test
    void an_ear_that_was_replaced_is_not_listened_to_any_more() {
        open(2);
        opened.getFirst().fail(Kind.AUTH);
        told.clear();
        opened.getFirst().listener.onTranscript("late", true, List.of());
        opened.getFirst().listener.onTurnEnded();
        opened.getFirst().fail(Kind.AUTH);
        assertThat(told).isEmpty();
        assertThat(opened).hasSize(2);
    }

    @Test
    void a_flush_during_the_gap_reaches_the_next_ear() {
        var stream = open(1);
        opened.getFirst().fail(Kind.TRANSIENT);
        stream.flush();
        pulse.advance(200);
        assertThat(opened.getLast().calls).containsExactly("flush");
    }

    @Test
    void closing_during_the_gap_opens_nothing_more() {
        var stream = open(2);
        opened.getFirst().fail(Kind.TRANSIENT);
        stream.close();
        pulse.advance(5_000);
        assertThat(opened).hasSize(1);
    }

    @Property(tries = 300)
    void whenever_ears_die_no_word_within_the_ring_is_lost_or_heard_twice(@ForAll long seed) {
        told.clear();
        opened.clear();
        frames = 0;
        var random = new Random(seed);
        var stream = open(3);
        for (int step = 0; step < 200; step++) {
            speak(stream, 1 + random.nextInt(5));
            if (random.nextInt(4) == 0) opened.getLast().settle(1 + random.nextInt(30));
            if (random.nextInt(12) == 0 && opened.getLast().alive)
                opened.getLast().fail(Kind.TRANSIENT);
            if (random.nextInt(3) == 0) pulse.advance(100 + random.nextInt(400));
            opened.getLast().settle(30);
        }
        pulse.advance(5_000);
        opened.getLast().settle(1_000);
        var expected = IntStream.range(0, frames).mapToObj(String::valueOf).toList();
        var words = told.stream()
                .filter(line -> line.startsWith("last "))
                .flatMap(line -> List.of(line.substring(5).split(" ")).stream())
                .toList();
        assertThat(words).isEqualTo(expected);
    }

    private SttStream open(int ears) {
        var all = IntStream.range(0, ears)
                .mapToObj(i -> new Ear("ear" + i, new FakeVendor("ear" + i), UnaryOperator.identity()))
                .toList();
        return new FailoverSpeechToText(wire, all).open(SttOptions.nova(), new WrittenDown());
    }

    /** Frames whose bytes carry their number. */
    private void speak(SttStream stream, int count) {
        for (int i = 0; i < count; i++) {
            var frame = ByteBuffer.allocate(160);
            while (frame.hasRemaining()) frame.putInt(frames);
            frames++;
            stream.hear(frame.array());
        }
    }

    private final class FakeVendor implements SpeechToText {
        private final String name;

        FakeVendor(String name) {
            this.name = name;
        }

        @Override
        public SttStream open(SttOptions options, SttListener listener) {
            var ear = new FakeEar(name, listener);
            opened.add(ear);
            listener.onOpen();
            return ear;
        }
    }

    private static final class FakeEar implements SttStream {
        private final String name;
        private final SttListener listener;
        private final List<Integer> heard = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private int settled;
        private boolean alive = true;
        private TimedWord lastWord = new TimedWord("", 0, 0);

        FakeEar(String name, SttListener listener) {
            this.name = name;
            this.listener = listener;
        }

        @Override
        public void hear(byte[] mulaw) {
            for (var frames = ByteBuffer.wrap(mulaw); frames.hasRemaining(); frames.position(frames.position() + 156)) {
                heard.add(frames.getInt());
            }
        }

        /** Understands up to so many frames more, for good. */
        void settle(int count) {
            if (!alive) return;
            int until = Math.min(heard.size(), settled + count);
            if (until == settled) return;
            var words = new ArrayList<TimedWord>();
            for (int i = settled; i < until; i++) words.add(new TimedWord("" + heard.get(i), i * 20L, i * 20L + 20));
            settled = until;
            listener.onTranscript(
                    String.join(" ", words.stream().map(TimedWord::text).toList()), true, words);
        }

        void fail(Kind kind) {
            alive = false;
            listener.onFailure(VendorFailure.of(Vendor.DEEPGRAM, kind, "test", "test"));
        }

        @Override
        public void flush() {
            calls.add("flush");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private final class WrittenDown implements SttListener {
        @Override
        public void onOpen() {
            told.add("open");
        }

        @Override
        public void onTranscript(String text, boolean last, List<TimedWord> words) {
            told.add((last ? "last " : "guess ") + text);
            if (!words.isEmpty()) opened.getLast().lastWord = words.getLast();
        }

        @Override
        public void onTurnEnded() {
            told.add("turn ended");
        }

        @Override
        public void onEarLost(VendorFailure failure) {
            told.add("lost " + failure.kind());
        }

        @Override
        public void onEarBack(String ear) {
            told.add("back " + ear);
        }

        @Override
        public void onFailure(VendorFailure failure) {
            told.add("failed " + failure.kind());
        }
    }

    private static final class SameThread extends AbstractExecutorService implements ExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
