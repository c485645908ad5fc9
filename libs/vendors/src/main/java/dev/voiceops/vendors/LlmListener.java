package dev.voiceops.vendors;

import dev.voiceops.call.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * What a brain reports of one ask. Called by one thread at a time, in order, on the vendor client's threads: hand on
 * and return, never block.
 */
public interface LlmListener {

    /** Why an answer ended. */
    enum Finish {
        /** Said what it had to say. */
        STOP,
        /** Wants the results of the tools it called. */
        TOOLS,
        /** Ran into its token limit; a tool call that was being written is lost. */
        LENGTH,
        /** The vendor's content filter cut it. */
        FILTERED
    }

    /** Failover only: nothing of the answer had come, and the brain of this name is asked instead, or once more. */
    default void onAskedAgain(VendorFailure why, String brain) {}

    /** The vendor began to answer. {@code requestId} is the vendor's id of it, empty when it gave none. */
    default void onFirstByte(String requestId) {}

    /** How much more this key may ask; comes with the first byte where the vendor says so. */
    default void onRateLimits(RateLimits limits) {}

    /** The next piece of text, part of a word perhaps, never empty. */
    void onText(String delta);

    /**
     * A tool call, complete. Its arguments are what the model wrote: a JSON object as text, or, if it wrote something else, that.
     * Comes as soon as it is complete, perhaps before others are.
     */
    void onToolCall(ToolCall call);

    /** The answer is complete. {@code usage} is null when the vendor did not tell. */
    void onDone(Finish finish, @Nullable Usage usage);

    /** The answer ended early; what was reported so far is all there is. */
    void onFailure(VendorFailure failure);
}
