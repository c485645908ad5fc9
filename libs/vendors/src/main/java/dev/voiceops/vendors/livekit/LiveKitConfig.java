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

    /** The same server's address for requests: http(s) for ws(s), which the SDK's client does not take. */
    String http() {
        var text = url.toString();
        return text.startsWith("ws") ? "http" + text.substring(2) : text;
    }

    /** Without key and secret. */
    @Override
    public String toString() {
        return "LiveKitConfig[" + url + "]";
    }
}
