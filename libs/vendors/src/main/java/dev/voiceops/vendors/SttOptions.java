package dev.voiceops.vendors;

import java.util.List;

/**
 * How to listen. Deadlines and bounds are the client's, see its constructor; here is what an agent version decides.
 *
 * @param model the vendor's model name, e.g. {@code nova-3} or {@code flux-general-en}
 * @param language BCP-47 tag, or {@code multi}
 * @param endpointingMs silence after which the vendor ends a turn (v1 only; Flux judges by what was said)
 * @param keyterms words the recogniser should expect, at most 100
 */
public record SttOptions(Engine engine, String model, String language, int endpointingMs, List<String> keyterms) {

    /** Which recogniser protocol: Deepgram's v1 listen, or Flux (v2 listen), which judges turns itself. */
    public enum Engine {
        V1,
        FLUX
    }

    /** The vendor's own limit; more would stall the stream without an error. */
    public static final int MAX_KEYTERMS = 100;

    public SttOptions {
        keyterms = List.copyOf(keyterms);
        if (model.isBlank()) throw new IllegalArgumentException("stt model is blank");
        if (endpointingMs < 10 || endpointingMs > 10_000) {
            throw new IllegalArgumentException("stt endpointing_ms must be 10..10000, is " + endpointingMs);
        }
        if (keyterms.size() > MAX_KEYTERMS) {
            throw new IllegalArgumentException("stt keyterms: at most 100, are " + keyterms.size());
        }
    }

    /** Deepgram v1 with nova-3, English, turn end after 300 ms of silence. */
    public static SttOptions nova() {
        return new SttOptions(Engine.V1, "nova-3", "en", 300, List.of());
    }

    /** Deepgram Flux, English. */
    public static SttOptions flux() {
        return new SttOptions(Engine.FLUX, "flux-general-en", "en", 5_000, List.of());
    }
}
