package dev.voiceops.vendors.livekit;

import io.livekit.server.AccessToken;
import io.livekit.server.RoomList;
import java.net.URI;
import java.time.Duration;

/**
 * What to ask a LiveKit server to see whether key and secret are right: {@code RoomService/ListRooms} (Twirp over HTTP), which
 * changes nothing. The request itself is the caller's to send. Immutable.
 *
 * @param server address of the project, {@code ws(s)} or {@code http(s)}
 */
public record LiveKitProbe(URI server, String key, String secret) {
    private static final Duration LIFE = Duration.ofMinutes(1);

    /** Where to post an empty JSON object. */
    public URI url() {
        return URI.create(server.toString().replaceFirst("^ws", "http") + "/twirp/livekit.RoomService/ListRooms");
    }

    /** The bearer to show there; good for a minute. */
    public String token() {
        var token = new AccessToken(key, secret);
        token.setTtl(LIFE.toMillis());
        token.addGrants(new RoomList(true));
        return token.toJwt();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LiveKitProbe[" + server + "]";
    }
}
