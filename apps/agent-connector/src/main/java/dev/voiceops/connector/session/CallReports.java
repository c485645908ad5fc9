package dev.voiceops.connector.session;

import dev.voiceops.call.CallLoop;
import dev.voiceops.call.Event;
import dev.voiceops.call.Failure;
import dev.voiceops.connector.journal.CallLog;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings what the adapters of one call tell to its loop and its record. Any thread. */
final class CallReports implements Reports {
    private final CallLog log;
    private final VendorWatch watch;
    private final Vendors vendors;
    private @Nullable CallLoop loop;

    CallReports(CallLog log, House house) {
        this.log = log;
        watch = house.watch();
        vendors = house.vendors();
    }

    /** Before anything is told. */
    void bind(CallLoop callLoop) {
        loop = callLoop;
    }

    @Override
    public void happened(Event event) {
        post(event);
    }

    /** False when the call is over. */
    boolean post(Event event) {
        return loop != null && loop.post(event);
    }

    /** Ms on the call's clock. */
    long nowMs() {
        return loop == null ? 0 : loop.nowMs();
    }

    @Override
    public void note(String type, Map<String, String> fields) {
        log.event("runtime." + type, nowMs(), fields);
    }

    @Override
    public void served(Vendor vendor) {
        if (isPlatforms(vendor)) watch.served(vendor);
    }

    @Override
    public Failure failed(VendorFailure failure) {
        if (isPlatforms(failure.vendor())) watch.failed(failure);
        String vendor = failure.vendor().name().toLowerCase(Locale.ROOT);
        String kind = failure.kind().name().toLowerCase(Locale.ROOT);
        Map<String, String> fields = new HashMap<>(
                Map.of("vendor", vendor, "kind", kind, "code", failure.code(), "key", vendors.owner(failure.vendor())));
        if (failure.requestId() != null) {
            fields.put("request_id", failure.requestId());
        }
        note("vendor_failure", fields);
        return new Failure(vendor + "_" + kind, failure.mayPass());
    }

    /** What a tenant's own account does says nothing about the platform's, which is what is watched. */
    private boolean isPlatforms(Vendor vendor) {
        return !vendors.own().containsKey(vendor);
    }
}
