package dev.voiceops.connector.media;

import java.util.concurrent.CompletionStage;

/** Decides whether a stream may speak for a call. Called once per stream, before anything else is opened for it. */
@FunctionalInterface
public interface MediaGate {
    /**
     * Checks the stream's token and finds its call. Must not block; completes on any thread.
     *
     * @return who listens to the stream, or why it is refused; a failed stage refuses it too
     */
    CompletionStage<Admission> admit(StreamStart start, VoiceTransport transport);

    /** The gate's answer. */
    sealed interface Admission {
        /** The stream belongs to a call that waits for it. */
        record Admitted(VoiceListener listener) implements Admission {}

        /** It does not; {@code reason} is a short code for counters and logs, never a secret. */
        record Refused(String reason) implements Admission {}
    }
}
