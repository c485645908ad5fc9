package dev.voiceops.control.recordings;

import dev.voiceops.store.Call;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.TenantTx;

/** Why a call has no recording. */
final class MissingSound {
    private static final int MOST_EVENTS = 5_000;

    private MissingSound() {}

    /** A sentence for people. */
    static String why(TenantTx tx, Call call) {
        if (Calls.isPurged(tx, call.id())) return "The recording was deleted; the call's receipts say when";
        if (call.state() != Call.State.ENDED) return "The call is not over; its recording is closed when it ends";
        if (call.answeredAt() == null) return "The call had no sound: it ended before its media came";
        boolean failed = CallRecord.events(tx, call.id(), 0, MOST_EVENTS).stream()
                .anyMatch(event -> event.type().endsWith("recording_failed"));
        if (failed) return "The recording could not be written; the call's events say where it failed";
        return "The call has no recording: it was not recorded, or its connector was lost before it closed the file";
    }
}
