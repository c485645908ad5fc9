package dev.voiceops.connector.session;

import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When each vendor last did its work and last failed, over all calls: what tells a warm vendor from a cold one. Any thread. */
public final class VendorWatch {
    private final InstantSource clock;
    private final Map<Vendor, Seen> seen = new ConcurrentHashMap<>();

    /** The last of each; null: never since the start. */
    public record Seen(
            @Nullable Instant servedAt,
            @Nullable Instant failedAt,
            @Nullable String failure) {}

    public VendorWatch(InstantSource clock) {
        this.clock = clock;
    }

    void served(Vendor vendor) {
        Instant now = clock.instant();
        seen.merge(vendor, new Seen(now, null, null), (old, _) -> new Seen(now, old.failedAt(), old.failure()));
    }

    void failed(VendorFailure failure) {
        Instant now = clock.instant();
        String code = failure.kind().name().toLowerCase(Locale.ROOT) + " " + failure.code();
        seen.merge(failure.vendor(), new Seen(null, now, code), (old, _) -> new Seen(old.servedAt(), now, code));
    }

    public Seen seen(Vendor vendor) {
        return seen.getOrDefault(vendor, new Seen(null, null, null));
    }
}
