package dev.voiceops.connector.session;

import dev.voiceops.call.Event;
import dev.voiceops.call.Failure;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import java.util.Map;

/** Where the adapters of one call tell what happened to them. Any thread; never blocks. */
interface Reports {
    /** For the conversation. */
    void happened(Event event);

    /** For the timeline only; {@code fields} hold nothing that was said. */
    void note(String type, Map<String, String> fields);

    /** A vendor has just done what it is for. */
    void served(Vendor vendor);

    /** A vendor's failure, for the timeline and for people; returns it in the heart's words. */
    Failure failed(VendorFailure failure);
}
