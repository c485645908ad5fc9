package dev.voiceops.audio;

/** A turn's unsent speech would outgrow its cap: the voice runs away, or nothing is being sent. */
public final class SpeechTooLong extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SpeechTooLong(int turn, long capMillis) {
        super("turn " + turn + " has more than " + capMillis + " ms of speech waiting; stop the turn");
    }
}
