package dev.voiceops.audio;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens a voice activity detector for each call: Silero where its model was built in and ONNX Runtime has a native
 * library for this machine, otherwise the energy detector. {@link #description} says which and why. Any thread.
 */
public final class VoiceActivities implements AutoCloseable {
    /** What detects. */
    public enum Detector {
        /** The Silero model: holds against noise; for barge-in. */
        SILERO,
        /** Loudness above the noise floor: takes keyboards and radios for speech. */
        ENERGY
    }

    /** SHA-256 of silero_vad.onnx of Silero VAD v6.2. */
    static final String MODEL_SHA256 = "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3";

    private final @Nullable SileroInference inference;
    private final String description;

    private VoiceActivities(@Nullable SileroInference inference, String description) {
        this.inference = inference;
        this.description = description;
    }

    /**
     * Loads the model once for the process; unpacking the native library can take a second.
     *
     * @param threads platform threads to run the model on; one carries some hundred calls
     */
    public static VoiceActivities load(int threads) {
        try (var resource = VoiceActivities.class.getResourceAsStream("silero_vad.onnx")) {
            return resource == null
                    ? energy("this build has no Silero model, npm could not bring it")
                    : silero(resource.readAllBytes(), threads);
        } catch (IOException e) {
            return energy("the Silero model cannot be read: " + e.getMessage());
        }
    }

    /** The energy detector, and the reason for it. */
    public static VoiceActivities energy(String reason) {
        return new VoiceActivities(null, "energy detector: " + reason);
    }

    static VoiceActivities silero(byte[] onnx, int threads) {
        if (!sha256(onnx).equals(MODEL_SHA256)) return energy("the Silero model's SHA-256 is not the one expected");
        try {
            var inference = new SileroInference(SileroModel.load(onnx), threads);
            return new VoiceActivities(inference, "Silero v6.2 at 8 kHz in ONNX Runtime");
        } catch (OrtException | LinkageError | IllegalStateException e) {
            return energy("ONNX Runtime does not load here: " + e);
        }
    }

    /** Which detector {@link #open} gives. */
    public Detector detector() {
        return inference == null ? Detector.ENERGY : Detector.SILERO;
    }

    /** One line for people: which detector serves, and why if it is not Silero. */
    public String description() {
        return description;
    }

    /**
     * A detector for one call.
     *
     * @param listener gets the edges in order, from an inference thread or from the one that hears: it must not block
     */
    public VoiceActivity open(Consumer<VoiceEdge> listener) {
        return inference == null ? new EnergyVoiceActivity(listener) : inference.open(listener);
    }

    /** Stops the inference threads; detectors that are open hear nothing from then on. */
    @Override
    public void close() {
        if (inference != null) inference.close();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
