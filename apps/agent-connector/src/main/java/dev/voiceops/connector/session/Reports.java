package dev.voiceops.connector.session;

import dev.voiceops.call.Event;
import dev.voiceops.call.Failure;
import dev.voiceops.vendors.VendorFailure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Where the adapters of one call tell what happened to them. Any thread; never blocks. */
interface Reports {
    /** For the conversation. */
    void happened(Event event);

    /** For the timeline only; {@code fields} hold nothing that was said. */
    void note(String type, Map<String, String> fields);

    /** A vendor's failure in the timeline, and in the heart's words. */
    default Failure failed(VendorFailure failure) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "vendor", lower(failure.vendor()), "kind", lower(failure.kind()), "code", failure.code()));
        if (failure.requestId() != null) {
            fields.put("request_id", failure.requestId());
        }
        note("vendor_failure", fields);
        return new Failure(lower(failure.vendor()) + "_" + lower(failure.kind()), failure.mayPass());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
