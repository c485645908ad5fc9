package dev.voiceops.audio;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/** The Silero model v6.2 in ONNX Runtime, which takes 8000 Hz as it is. Any thread, several at once. */
final class SileroModel implements VoiceModel {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxTensor rate;

    private SileroModel(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.rate = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {Frames.SAMPLE_RATE}), new long[0]);
    }

    /**
     * Loads the native library and the model. A run computes on the thread that calls it and never spins.
     *
     * @throws OrtException if ONNX Runtime refuses the model
     * @throws LinkageError if there is no native library for this machine
     */
    static SileroModel load(byte[] onnx) throws OrtException {
        var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "voice-activity");
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            return new SileroModel(environment, environment.createSession(onnx, options));
        }
    }

    @Override
    public void run(int size, FloatBuffer input, FloatBuffer state, float[] probability) throws OrtException {
        try (var windows = tensor(input.slice(0, size * INPUT), size, INPUT);
                var before = tensor(state.slice(0, size * STATE), 2, size, LAYER);
                var result = session.run(Map.of("input", windows, "state", before, "sr", rate))) {
            floats(result, "output").get(0, probability, 0, size);
            state.put(0, floats(result, "stateN"), 0, size * STATE);
        }
    }

    @Override
    public void close() throws OrtException {
        rate.close();
        session.close();
    }

    private OnnxTensor tensor(FloatBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    private static FloatBuffer floats(OrtSession.Result result, String name) {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    }
}
