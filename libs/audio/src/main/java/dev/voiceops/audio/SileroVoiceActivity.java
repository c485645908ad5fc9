package dev.voiceops.audio;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One call's share of the model. {@link #hear} cuts windows and queues them; an inference thread takes them one at a
 * time and calls the listener. When more windows wait than fit, only the newest few stay: an old edge helps nobody.
 */
final class SileroVoiceActivity implements VoiceActivity {
    private static final int WAITING = 8;
    private static final int KEPT_WHEN_BEHIND = 2;
    private static final float[] LEVELS = new float[256];

    static {
        for (int code = 0; code < LEVELS.length; code++) LEVELS[code] = Mulaw.decode((byte) code) / 32768f;
    }

    private final SileroInference inference;
    private final SpeechEdges edges;
    private final byte[] forming = new byte[VoiceModel.INPUT];
    private int formed = VoiceModel.CONTEXT;

    private final byte[][] waiting = new byte[WAITING][VoiceModel.INPUT];
    private long cut;
    private long taken;
    private boolean queued;
    private long missed;

    private final float[] state = new float[VoiceModel.STATE];
    private volatile float probability;
    private volatile boolean closed;

    SileroVoiceActivity(SileroInference inference, Consumer<VoiceEdge> listener) {
        this.inference = inference;
        this.edges = new SpeechEdges(listener);
        Arrays.fill(forming, Mulaw.SILENCE);
    }

    @Override
    public void hear(byte[] mulaw, int offset, int length) {
        for (int at = offset, end = offset + length; at < end && !closed; ) {
            int part = Math.min(end - at, forming.length - formed);
            System.arraycopy(mulaw, at, forming, formed, part);
            at += part;
            formed += part;
            if (formed == forming.length) cutWindow();
        }
    }

    private void cutWindow() {
        boolean wake;
        synchronized (waiting) {
            if (cut - taken == WAITING) {
                missed += WAITING - KEPT_WHEN_BEHIND;
                taken += WAITING - KEPT_WHEN_BEHIND;
            }
            System.arraycopy(forming, 0, waiting[(int) (cut++ % WAITING)], 0, forming.length);
            wake = !queued;
            queued = true;
        }
        System.arraycopy(forming, VoiceModel.WINDOW, forming, 0, VoiceModel.CONTEXT);
        formed = VoiceModel.CONTEXT;
        if (wake) inference.queue(this);
    }

    /** Inference thread: puts the oldest waiting window and the state into a batch; returns the window's number. */
    long load(FloatBuffer input, FloatBuffer states, int place, int size) {
        long number;
        synchronized (waiting) {
            number = taken++;
            byte[] window = waiting[(int) (number % WAITING)];
            for (int i = 0; i < window.length; i++) input.put(place * VoiceModel.INPUT + i, LEVELS[window[i] & 0xFF]);
        }
        states.put(place * VoiceModel.LAYER, state, 0, VoiceModel.LAYER);
        states.put((size + place) * VoiceModel.LAYER, state, VoiceModel.LAYER, VoiceModel.LAYER);
        return number;
    }

    /** Inference thread: takes the state back and passes the probability on. */
    void heard(long number, float speech, FloatBuffer states, int place, int size) {
        states.get(place * VoiceModel.LAYER, state, 0, VoiceModel.LAYER);
        states.get((size + place) * VoiceModel.LAYER, state, VoiceModel.LAYER, VoiceModel.LAYER);
        probability = speech;
        long start = number * VoiceModel.WINDOW;
        if (!closed) edges.window(start, start + VoiceModel.WINDOW, speech);
    }

    /** Inference thread: the run failed, this window is lost. */
    void lost() {
        synchronized (waiting) {
            missed++;
        }
    }

    /** Inference thread: whether another window waits; if not, the next one queues this call again. */
    boolean waits() {
        synchronized (waiting) {
            queued = cut > taken && !closed;
            return queued;
        }
    }

    @Override
    public float probability() {
        return probability;
    }

    @Override
    public long missedWindows() {
        synchronized (waiting) {
            return missed;
        }
    }

    @Override
    public void close() {
        synchronized (waiting) {
            if (!closed) inference.left();
            closed = true;
        }
    }
}
