package dev.voiceops.vendors;

/** The brain of a call. Any thread may ask. */
public interface LanguageModel {

    /**
     * Asks for the agent's next step and returns at once; the answer comes through the listener, and ends with
     * exactly one {@code onDone} or {@code onFailure} unless it is cancelled.
     */
    LlmCall ask(LlmRequest request, LlmListener listener);
}
