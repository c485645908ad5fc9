package dev.voiceops.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process that can hold calls, as it last said of itself.
 *
 * @param url where the runner reaches it
 * @param mediaUrl where Twilio reaches its media socket; null: the configured URL serves
 * @param capacity most calls at a time
 * @param liveCalls calls it holds, by its own count
 * @param draining takes no more calls
 * @param heartbeatAt when it said so, by the database's clock
 */
public record Connector(
        String id,
        String url,
        @Nullable String mediaUrl,
        int capacity,
        int liveCalls,
        boolean draining,
        Instant heartbeatAt) {}
