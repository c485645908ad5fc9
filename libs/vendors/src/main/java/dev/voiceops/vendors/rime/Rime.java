package dev.voiceops.vendors.rime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.vendors.TextToSpeech;
import dev.voiceops.vendors.TtsListener;
import dev.voiceops.vendors.TtsOptions;
import dev.voiceops.vendors.TtsStream;
import dev.voiceops.vendors.wire.Wire;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Set;

/** Rime's voices over {@code /ws3}: mu-law at 8 kHz with the times of words. Thread-safe. */
public final class Rime implements TextToSpeech {
    /** The models there are: Rime answers an unknown name with another model, and no error. */
    public static final Set<String> MODELS = Set.of("coda", "mistv3", "mistv2", "mist");

    private final Wire wire;
    private final RimeConfig config;

    public Rime(Wire wire, RimeConfig config) {
        this.wire = wire;
        this.config = config;
    }

    @Override
    public TtsStream open(TtsOptions options, TtsListener listener) {
        check(options);
        // segment=never: it speaks when told to; the conversation has cut its sentences already
        var query = "/ws3?speaker=%s&modelId=%s&audioFormat=mulaw&samplingRate=8000&lang=%s&segment=never"
                .formatted(encode(options.speaker()), encode(options.model()), encode(options.language()));
        return RimeStream.open(wire, config, URI.create(config.sockets() + query), listener);
    }

    static void check(TtsOptions options) {
        if (!MODELS.contains(options.model())) {
            throw new IllegalArgumentException("unknown Rime model '" + options.model() + "', known are " + MODELS);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
