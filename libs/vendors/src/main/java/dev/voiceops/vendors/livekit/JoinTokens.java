package dev.voiceops.vendors.livekit;

import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishData;
import io.livekit.server.CanSubscribe;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.time.Duration;

/** Makes LiveKit access tokens (JWT, HS256): join one room, speak, listen and send data there, until they expire. */
final class JoinTokens {
    private final String key;
    private final String secret;

    JoinTokens(String key, String secret) {
        this.key = key;
        this.secret = secret;
    }

    String joinToken(String room, String identity, Duration ttl) {
        if (!ttl.isPositive()) throw new IllegalArgumentException("join token must live for a while, not " + ttl);
        var token = new AccessToken(key, secret);
        token.setIdentity(identity);
        token.setTtl(ttl.toMillis());
        token.addGrants(
                new RoomJoin(true),
                new RoomName(room),
                new CanPublish(true),
                new CanSubscribe(true),
                new CanPublishData(true));
        return token.toJwt();
    }
}
