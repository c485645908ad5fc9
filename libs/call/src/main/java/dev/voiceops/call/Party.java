package dev.voiceops.call;

/** Who owes the next sound. At any instant exactly one party does, and a timer limits how long it may take. */
public enum Party {
    /** The caller has the floor, talking or thinking. */
    CALLER,
    /** The language model is to write. */
    MODEL,
    /** A tool is to return. */
    TOOL,
    /** The voice is to speak, or is speaking. */
    VOICE,
    /** The telephone network is putting a transfer through. */
    LINE,
    /** The call has not begun or has ended. */
    NOBODY
}
