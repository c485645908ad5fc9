package dev.voiceops.worker.watchdog;

import java.util.Locale;

/** A sentence that must hold. */
public enum Invariant {
    CALL_ENDS("Every call ends within 60 seconds of its last sign of life"),
    DISPATCH_ENDS("Every dispatch is claimed or expires, and is closed when its call has ended"),
    LIVE_CALL_HAS_ONE_LEASE("A call with media is held by exactly one lease"),
    TOOL_HAS_ONE_RESULT("Every tool request has exactly one terminal result"),
    EVENTS_WITHOUT_GAPS("The events of a call are numbered without gaps"),
    SILENT_AFTER_END("The agent says nothing after the call was closed"),
    HEARD_WITHIN_GENERATED("Nothing was heard that was not said"),
    MARKS_IN_ORDER("The moments of a turn follow each other"),
    SOMEBODY_OWES_SOUND("The caller waits at most 15 seconds for a sound"),
    RECORDING_AS_LONG_AS_CALL("A recording is as long as its call");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    /** The name in records and APIs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What must hold, for people. */
    public String sentence() {
        return sentence;
    }
}
