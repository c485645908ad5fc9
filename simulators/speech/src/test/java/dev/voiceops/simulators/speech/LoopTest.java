package dev.voiceops.simulators.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The caller's voice over a phone line into the recogniser: everything real but the person. */
@Tag("loop")
class LoopTest {
    private static final List<String> CALL = List.of(
            "Hello, I would like to know the status of my order.",
            "My order number is 47291.",
            "Could you repeat that, please?",
            "When will it arrive?",
            "Wait, can I change the delivery address?",
            "Please send it to my office on Friday.",
            "No, that is not what I asked for.",
            "Thank you very much, that is all. Goodbye.");

    private static final List<String> PARAPHRASES = List.of(
            "Hi, can you tell me where my order is?",
            "I want to know when my order will arrive.",
            "My number is 4719.",
            "What is the status of the delivery?",
            "Could you say that again, please?",
            "I would like to change my address.",
            "Can you send it to my office?",
            "Can it arrive on Monday, Tuesday, Wednesday, Thursday or Friday?",
            "Yes, please.",
            "No, thank you.",
            "That is not my order.",
            "I asked for something else.",
            "Thanks, goodbye.");

    private static final SpeechEngines ENGINES =
            new SpeechEngines(new SpeechEngines.Settings(AgentVoice.LIGHT, Vocabulary.of(CALL, PARAPHRASES), 1));
    private static Voice voice;
    private static Recogniser ear;

    @BeforeAll
    static void load() {
        assertThat(ENGINES.status())
                .isEqualTo("caller voice: not loaded; agent voice: not loaded; recogniser: not loaded");
        var started = System.nanoTime();
        ENGINES.ready().join();
        System.out.printf("loaded and warm in %.1f s: %s%n", (System.nanoTime() - started) / 1e9, ENGINES.status());
        voice = ENGINES.callerVoice().join();
        ear = ENGINES.recogniser().join();
    }

    @AfterAll
    static void release() {
        ENGINES.close();
        assertThatThrownBy(() -> voice.say("Something not said before.")).isInstanceOf(SpeechException.class);
    }

    @Test
    void a_call_is_understood_with_at_most_15_percent_wrong_words() throws Exception {
        var heard = new Heard();
        var cpu = cpuNanos();
        var seconds = 0.0;
        var errors = 0;
        var words = 0;
        try (var hearing = ear.open(heard)) {
            for (var line : CALL) {
                seconds += speak(hearing, line);
                var said = SpeakableText.of(line).words();
                var understood = heard.next();
                var wrong = distance(said, words(understood));
                System.out.printf("%d wrong: %s%n", wrong, understood.text());
                errors += wrong;
                words += said.size();
                assertThat(understood.scripted()).isFalse();
                assertThat(understood.words()).allMatch(word -> word.end() > word.start());
            }
        }
        var rate = (double) errors / words;
        System.out.printf(
                "WER %.1f %% (%d of %d), CPU %.2f of real time over %.1f s of speech%n",
                100 * rate, errors, words, (cpuNanos() - cpu) / 1e9 / seconds, seconds);
        assertThat(rate).isLessThanOrEqualTo(0.15);
        assertThat(heard.starts).hasSize(CALL.size());
    }

    @Test
    void what_is_understood_so_far_is_told_while_the_caller_speaks() throws Exception {
        var heard = new Heard();
        try (var hearing = ear.open(heard)) {
            Heard.play(hearing, Heard.silence(200));
            Heard.play(hearing, voice.say(CALL.getFirst()).samples());
            heard.awaitPartial("hello i would like");

            assertThat(heard.isEmpty()).isTrue();
            hearing.endUtterance();
            assertThat(heard.next().text()).startsWith("hello");
            assertThat(heard.partials)
                    .extracting(Transcript::text)
                    .doesNotHaveDuplicates()
                    .doesNotContain("");
        }
    }

    @Test
    void calls_at_the_same_time_keep_their_words_apart_and_in_order() throws Exception {
        var first = new Heard();
        var second = new Heard();
        try (var one = ear.open(first);
                var two = ear.open(second)) {
            speak(one, "When will it arrive?");
            speak(two, "Yes, please.");
            speak(one, "No, thank you.");

            assertThat(words(first.next())).contains("when", "arrive");
            assertThat(words(second.next())).contains("yes");
            assertThat(words(first.next())).contains("no", "thank");
        }
    }

    @Test
    void the_same_sound_is_understood_alike_whatever_was_heard_before_and_a_closed_hearing_is_silent()
            throws Exception {
        var heard = new Heard();
        var gone = new Heard();
        var closed = ear.open(gone);
        try (var hearing = ear.open(heard)) {
            speak(hearing, "My number is 4719.");
            Heard.play(closed, voice.say("Thanks, goodbye.").samples());
            closed.close();
            speak(hearing, "My number is 4719.");

            assertThat(heard.next().text()).isEqualTo(heard.next().text());
            assertThat(gone.isEmpty()).isTrue();
        }
    }

    private static double speak(Hearing hearing, String line) {
        var speech = voice.say(line);
        Heard.play(hearing, Heard.silence(200));
        Heard.play(hearing, speech.samples());
        Heard.play(hearing, Heard.silence(600));
        return speech.seconds();
    }

    private static List<String> words(Transcript transcript) {
        return transcript.words().stream().map(SpokenWord::text).toList();
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Words inserted, deleted or replaced. */
    private static int distance(List<String> said, List<String> heard) {
        var row = new ArrayList<Integer>();
        for (var j = 0; j <= heard.size(); j++) row.add(j);
        for (var i = 1; i <= said.size(); i++) {
            var diagonal = row.getFirst();
            row.set(0, i);
            for (var j = 1; j <= heard.size(); j++) {
                var same = said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1;
                var best = Math.min(diagonal + same, 1 + Math.min(row.get(j), row.get(j - 1)));
                diagonal = row.get(j);
                row.set(j, best);
            }
        }
        return row.getLast();
    }
}
