package dev.voiceops.vendors.openai;

import java.net.URI;

/**
 * Where the model is and who we are there.
 *
 * @param base {@code https://api.openai.com/v1}, or that of a compatible server or simulator; no slash at the end
 * @param key sent as bearer token
 */
public record OpenAiConfig(URI base, String key) {

    /** Without the key. */
    @Override
    public String toString() {
        return "OpenAiConfig[" + base + "]";
    }
}
