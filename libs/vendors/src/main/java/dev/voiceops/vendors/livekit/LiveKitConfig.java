package dev.voiceops.vendors.livekit;

import java.net.URI;

/**
 * Where the LiveKit server is and who we are there.
 *
 * @param url {@code wss://...} or {@code https://...} (plain {@code ws}, {@code http} for a server of one's own)
 * @param key the API key, which is also the issuer of tokens and webhooks
 * @param secret signs tokens and webhooks
 */
public record LiveKitConfig(URI url, String key, String secret) {

    /** Without key and secret. */
    @Override
    public String toString() {
        return "LiveKitConfig[" + url + "]";
    }
}
