package dev.voiceops.vendors.deepgram;

import dev.voiceops.vendors.wire.VendorSocket;
import tools.jackson.databind.JsonNode;

/**
 * What differs between Deepgram's two live protocols: one stream's address, and its turns. One thread; no clock, no
 * I/O but through the socket given.
 */
interface Dialect {
    /** Without it Deepgram keeps sound and words of a request to improve its models ("Your Data at Deepgram"). */
    String OPT_OUT = "mip_opt_out";

    /** Path and query of the upgrade request. */
    String target();

    /** A message of the vendor's other than an error. {@code nowMs}: any monotonic clock. */
    void hear(JsonNode message, long nowMs);

    /** Time passes; called a few times a second. */
    void beat(long nowMs);

    /** No audio was handed in for {@code idleMs}; called on each beat then. Keeps the vendor from hanging up. */
    void idle(VendorSocket socket, long idleMs);

    /** The caller wants the words heard so far to be settled. */
    void flush(VendorSocket socket);

    /** The vendor has said its last: settle what it left open. */
    void ended();
}
