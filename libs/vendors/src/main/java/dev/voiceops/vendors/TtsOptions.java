package dev.voiceops.vendors;

/**
 * Which voice to speak with; always answered in mu-law, 8 kHz, mono.
 *
 * @param model the vendor's model name; the client refuses names it does not know, because Rime silently serves
 *     another model then
 * @param speaker the voice
 * @param language two-letter code, e.g. {@code en}
 */
public record TtsOptions(String model, String speaker, String language) {
    public TtsOptions {
        if (model.isBlank()) throw new IllegalArgumentException("tts model is blank");
        if (speaker.isBlank()) throw new IllegalArgumentException("tts speaker is blank");
    }
}
