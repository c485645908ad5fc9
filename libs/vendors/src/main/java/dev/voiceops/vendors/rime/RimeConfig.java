package dev.voiceops.vendors.rime;

import java.net.URI;
import java.time.Duration;

/**
 * Where Rime is, who we are there, and how long it may take.
 *
 * @param sockets {@code wss://users-ws.rime.ai}, or that of a simulator; no slash at the end
 * @param http {@code https://users.rime.ai}, or that of a simulator; no slash at the end
 * @param key sent as bearer token
 * @param connect from opening a socket to the accepted upgrade
 * @param stall how long nothing may come while something said is not yet delivered
 */
public record RimeConfig(URI sockets, URI http, String key, Duration connect, Duration stall) {

    /** 3 s to connect, 5 s without progress. */
    public static RimeConfig of(URI sockets, URI http, String key) {
        return new RimeConfig(sockets, http, key, Duration.ofSeconds(3), Duration.ofSeconds(5));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "RimeConfig[" + sockets + ", " + http + "]";
    }
}
