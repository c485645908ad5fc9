package dev.voiceops.store;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDs of RFC 9562 version 7: 48 bits of Unix milliseconds, then random bits. They name things; they are no secrets. */
final class Uuid7 {
    private Uuid7() {}

    static UUID next() {
        return at(System.currentTimeMillis());
    }

    static UUID at(long unixMs) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (unixMs << 16) | 0x7000L | random.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
