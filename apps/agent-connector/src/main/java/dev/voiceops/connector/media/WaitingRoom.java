package dev.voiceops.connector.media;

import java.util.concurrent.Semaphore;

/** Bounds the sockets that have not proved yet which call they belong to. Any thread. */
final class WaitingRoom {
    private final Semaphore seats;

    WaitingRoom(int size) {
        seats = new Semaphore(size);
    }

    boolean enter() {
        return seats.tryAcquire();
    }

    void leave() {
        seats.release();
    }
}
