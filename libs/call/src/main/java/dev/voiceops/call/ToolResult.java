package dev.voiceops.call;

/**
 * What came of a tool call.
 *
 * @param output JSON text on success, else a sentence the model may repeat
 */
public record ToolResult(Status status, String output) {

    /** How sure we are that the deed is done. */
    public enum Status {
        /** Done. */
        SUCCEEDED,
        /** Not done. */
        FAILED,
        /** Sent, and nobody knows whether it was done. */
        UNKNOWN,
        /** Still running when the dialogue went on. Never returned by a tool. */
        PENDING
    }
}
