package dev.voiceops.audio;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;

/**
 * A recurrent model that hears windows of several calls at once: 256 samples at 8000 Hz (32 ms) each, led by the
 * 32 samples before them, and for each call the state that its last run left.
 */
interface VoiceModel extends AutoCloseable {
    /** Samples in a window. */
    int WINDOW = 256;

    /** Samples of the window before that lead a window. */
    int CONTEXT = 32;

    /** Floats of input a call: context and window, -1 to 1. */
    int INPUT = CONTEXT + WINDOW;

    /** Floats of one of the two layers of a call's state. */
    int LAYER = 128;

    /** Floats of state a call. */
    int STATE = 2 * LAYER;

    /**
     * Runs one window of each of {@code size} calls.
     *
     * @param input direct buffer, [size][288]
     * @param state direct buffer, [2][size][128]: read, and overwritten with the new state
     * @param probability gets the probability of speech of each call
     * @throws OrtException what the runtime has against it; the state is then undefined
     */
    void run(int size, FloatBuffer input, FloatBuffer state, float[] probability) throws OrtException;

    @Override
    void close() throws OrtException;
}
