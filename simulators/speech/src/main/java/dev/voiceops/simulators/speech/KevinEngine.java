package dev.voiceops.simulators.speech;

import com.sun.speech.freetts.Item;
import com.sun.speech.freetts.Relation;
import com.sun.speech.freetts.Utterance;
import com.sun.speech.freetts.UtteranceProcessor;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** FreeTTS with the diphone voice kevin at 8000 Hz: a robot, clear, almost for free. One thread. */
final class KevinEngine implements VoiceEngine {
    private final Voice voice;
    private final PcmCollector collector = new PcmCollector();
    private final List<SpokenWord> words = new ArrayList<>();
    private final float pitch;
    private double begunAt;

    /**
     * Loads the voice.
     *
     * @param pitch mean pitch in Hz; kevin himself has 100
     * @param wordsPerMinute 150 is his own pace
     */
    KevinEngine(float pitch, float wordsPerMinute) {
        this.pitch = pitch;
        this.voice = kevin();
        oneAtATime(voice::allocate);
        voice.setPitch(pitch);
        voice.setRate(wordsPerMinute);
        voice.setAudioPlayer(collector);
        addWordClock();
    }

    /**
     * Runs what loads a lexicon of FreeTTS. Its letter-to-sound rules are read into a static list: two loads at once leave both
     * with wrong phones for good.
     */
    static synchronized void oneAtATime(Runnable load) {
        load.run();
    }

    @Override
    public String name() {
        return "FreeTTS kevin at %.0f Hz, embedded".formatted(pitch);
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public Clip render(String text) {
        words.clear();
        collector.reset();
        if (!voice.speak(text)) throw new IllegalStateException("FreeTTS gave up on a clause");
        return new Clip(Pcm.of(collector.samples(), collector.sampleRate()), List.copyOf(words));
    }

    @Override
    public void release() {
        voice.deallocate();
    }

    /** Not through VoiceManager, which would want a system property for the whole process. */
    private static Voice kevin() {
        return Arrays.stream(new KevinVoiceDirectory().getVoices())
                .filter(voice -> voice.getName().equals("kevin"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private void addWordClock() {
        UtteranceProcessor clock = this::readTimes;
        // Runs after the durations are fixed and before the audio is written.
        List<UtteranceProcessor> processors = voice.getUtteranceProcessors();
        processors.add(clock);
    }

    private void readTimes(Utterance utterance) {
        begunAt = collector.seconds();
        for (var token = utterance.getRelation(Relation.TOKEN).getHead(); token != null; token = token.getNext()) {
            var first = segment(token.getDaughter(), true);
            var last = segment(token.getLastDaughter(), false);
            if (first == null || last == null) continue;
            var before = first.getItemAs(Relation.SEGMENT).getPrevious();
            words.add(new SpokenWord(token.toString(), begunAt + end(before), begunAt + end(last)));
        }
    }

    private static @Nullable Item segment(@Nullable Item word, boolean first) {
        var structure = word == null ? null : word.getItemAs(Relation.SYLLABLE_STRUCTURE);
        var syllable = structure == null ? null : first ? structure.getDaughter() : structure.getLastDaughter();
        if (syllable == null) return null;
        return first ? syllable.getDaughter() : syllable.getLastDaughter();
    }

    private static double end(@Nullable Item segment) {
        return segment == null ? 0 : segment.getFeatures().getFloat("end");
    }
}
