package dev.voiceops.call;

/**
 * What came of a tool call.
 *
 * @param output JSON text on success, else a sentence the model may repeat
 */
public record ToolResult(Status status, String output) {

    /** What a model must be told along with this result, so that it claims no more than is known; empty for nothing. */
    public String instruction() {
        return switch (status) {
            case SUCCEEDED -> "";
            case FAILED -> "It was not done. Do not say that it was.";
            case UNKNOWN ->
                "Nobody knows whether it was done. Do not say or suggest that it was done, nor that it was not. Tell the caller "
                        + "that you cannot tell whether it went through and that somebody will check. Do not run it again.";
            case REJECTED ->
                "Nothing was sent. Call the tool once more with arguments that fit its schema, or ask the caller for what is "
                        + "missing. Never make up a value.";
            case PENDING -> "It is not done yet. Do not say that it is. Its result will follow.";
        };
    }

    /** How sure we are that the deed is done. */
    public enum Status {
        /** Done. */
        SUCCEEDED,
        /** Not done. */
        FAILED,
        /** Sent, and nobody knows whether it was done. */
        UNKNOWN,
        /** Not done, because the arguments are none for this tool: the model may try once more. */
        REJECTED,
        /** Still running when the dialogue went on. Never returned by a tool. */
        PENDING
    }
}
