package dev.voiceops.call;

/** The fixed sentences of a {@link Policy}, each with its English default. Blank means: say nothing. */
public enum Phrase {
    /** The first words of the call; blank if the caller is to begin. */
    GREETING("Hello, how can I help you?"),
    /** The last words when the agent ends the call and has not said goodbye in its own words. */
    GOODBYE("Thank you for calling. Goodbye."),
    /** The model failed before anything was said. */
    SAY_AGAIN("I'm sorry, I didn't get that. Could you say it again?"),
    /** The model failed in mid-sentence. */
    LOST_THREAD("I'm sorry, I lost my thread. Could you ask me again?"),
    /** A tool gave no answer in time. Claims neither success nor failure. */
    TOOL_TOO_SLOW("I'm sorry, I'm not getting an answer from our system, so I can't confirm that right now."),
    /** The model called a tool with arguments that are none for it, and did so again. */
    TOOL_MISUSED("I'm sorry, I couldn't do that. Could you tell me once more what you need?"),
    /** Before a tool runs that can't be undone and has no question of its own; slots as in {@link Policy.ToolLimits}. */
    READ_BACK(
            "Before I do that: this is {tool}, with {arguments}, and it can't be undone. Shall I go ahead, yes or no?"),
    /** The call nears its maximum length. */
    TIME_IS_SHORT("Just so you know, we have about a minute left on this call."),
    /** The call has reached its maximum length. */
    TIME_IS_UP("I'm sorry, our time is up. Please call again if there is more. Goodbye."),
    /** The operating team ends the call. */
    OPERATOR_GOODBYE("I'm sorry, I have to end this call now. Goodbye."),
    /** The process is being replaced and can't wait longer. */
    DRAIN_GOODBYE("I'm sorry, I have to end this call for technical reasons. Please call again. Goodbye."),
    /** We can't go on. */
    TROUBLE_GOODBYE("I'm sorry, we have a technical problem. Please call again later. Goodbye."),
    /** Before a transfer, when the agent has not announced it in its own words. */
    TRANSFER("One moment, I'll put you through."),
    /** The transfer did not come about. */
    TRANSFER_FAILED("I'm sorry, I couldn't put you through. Is there something else I can do?"),
    /** Left on a machine that took the call. */
    VOICEMAIL_MESSAGE("Hello, this is a message for you. Please call us back. Goodbye.");

    private final String english;

    Phrase(String english) {
        this.english = english;
    }

    /** The default. */
    public String english() {
        return english;
    }
}
