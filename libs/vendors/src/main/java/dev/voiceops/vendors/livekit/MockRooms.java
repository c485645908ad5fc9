package dev.voiceops.vendors.livekit;

import dev.voiceops.vendors.RoomBootstrap;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Stands in for LiveKit where there is none ({@code LIVEKIT_MOCK_MODE}). Its tokens have the shape, claims and expiry
 * of real ones, so that all that stores, seals and hands them out is exercised; but their secret is made up at start
 * and known to nobody, and there is no server: nobody can join. Thread-safe.
 */
public final class MockRooms implements RoomBootstrap {
    private final JoinTokens tokens = new JoinTokens("mock", madeUpSecret());

    @Override
    public void ensureRoom(String room) {}

    @Override
    public String joinToken(String room, String identity, Duration ttl) {
        return tokens.joinToken(room, identity, ttl);
    }

    @Override
    public boolean simulated() {
        return true;
    }

    private static String madeUpSecret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
