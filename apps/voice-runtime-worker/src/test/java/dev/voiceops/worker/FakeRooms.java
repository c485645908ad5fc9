package dev.voiceops.worker;

import dev.voiceops.vendors.RoomBootstrap;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Rooms by hand: fails as often as it is told to. */
final class FakeRooms implements RoomBootstrap {
    static final String TOKEN = "join-token-of-the-room";
    final Queue<VendorFailure.Kind> failures = new ConcurrentLinkedQueue<>();

    @Override
    public void ensureRoom(String room) {
        VendorFailure.Kind failure = failures.poll();
        if (failure != null)
            throw new VendorException(VendorFailure.of(Vendor.LIVEKIT, failure, "told_to", "Told to."));
    }

    @Override
    public String joinToken(String room, String identity, Duration ttl) {
        return TOKEN;
    }

    @Override
    public boolean simulated() {
        return true;
    }
}
