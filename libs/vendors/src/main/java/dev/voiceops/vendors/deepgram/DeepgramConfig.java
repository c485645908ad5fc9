package dev.voiceops.vendors.deepgram;

import java.net.URI;
import java.time.Duration;

/**
 * Where Deepgram is, who we are there, and how long it may take.
 *
 * @param base {@code wss://api.deepgram.com}, or that of a simulator; no slash at the end
 * @param key an API key
 * @param connect from opening a stream to the accepted upgrade
 * @param silent how long nothing may come back while audio flows: in silence, too, v1 sends empty results about once a
 *     second and Flux an update each quarter of a second
 * @param drain how long the last words may take after the stream was closed
 */
public record DeepgramConfig(URI base, String key, Duration connect, Duration silent, Duration drain) {

    /** 3 s to connect, 10 s of silence, 3 s to drain. */
    public static DeepgramConfig of(URI base, String key) {
        return new DeepgramConfig(base, key, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(3));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "DeepgramConfig[" + base + "]";
    }
}
