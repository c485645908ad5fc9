package dev.voiceops.vendors;

import java.time.Duration;

/**
 * Prepares the room of a call and the right to join it. Methods may block on the network: call them on a virtual
 * thread. They throw {@link VendorException}.
 */
public interface RoomBootstrap {

    /** Makes sure the room exists; repeating it is harmless. */
    void ensureRoom(String room);

    /**
     * A signed token (JWT) that lets {@code identity} join exactly {@code room}, speak and listen there, for {@code
     * ttl}. A secret: hand it out once, never log it.
     */
    String joinToken(String room, String identity, Duration ttl);

    /** Whether no real server stands behind this: nobody can join these rooms. */
    boolean simulated();
}
