package dev.voiceops.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes when it is told to. */
final class HandClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-02T10:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void go(Duration time) {
        now = now.plus(time);
    }
}
