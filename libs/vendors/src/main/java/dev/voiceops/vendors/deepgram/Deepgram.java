package dev.voiceops.vendors.deepgram;

import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.wire.Wire;

/** Deepgram's live recognition. Which of its two protocols a stream speaks is chosen by the options. Thread-safe. */
public final class Deepgram implements SpeechToText {
    private final Wire wire;
    private final DeepgramConfig config;

    public Deepgram(Wire wire, DeepgramConfig config) {
        this.wire = wire;
        this.config = config;
    }

    @Override
    public SttStream open(SttOptions options, SttListener listener) {
        Dialect dialect = switch (options.engine()) {
            case V1 -> new ListenDialect(options, listener);
            case FLUX -> new FluxDialect(options, listener);
        };
        return DeepgramStream.open(wire, config, dialect, listener);
    }
}
