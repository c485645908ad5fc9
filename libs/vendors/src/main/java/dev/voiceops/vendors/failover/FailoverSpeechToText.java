package dev.voiceops.vendors.failover;

import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.wire.Wire;
import java.util.List;

/**
 * Recognition that survives its vendor: the caller's last seconds are kept, and when an ear fails, the part not yet
 * understood is played to the next. An ear that refused our key or credit is not asked again in this stream; one that
 * merely broke is, a few times with growing waits, before the next one's turn comes. The last ear's failure is final.
 * Thread-safe.
 */
public final class FailoverSpeechToText implements SpeechToText {
    private final Wire wire;
    private final List<Ear> ears;

    /** @param ears in the order of preference, at least one */
    public FailoverSpeechToText(Wire wire, List<Ear> ears) {
        if (ears.isEmpty()) throw new IllegalArgumentException("failover needs at least one ear");
        this.wire = wire;
        this.ears = List.copyOf(ears);
    }

    @Override
    public SttStream open(SttOptions options, SttListener listener) {
        return FailoverStream.open(wire, ears, options, listener);
    }
}
