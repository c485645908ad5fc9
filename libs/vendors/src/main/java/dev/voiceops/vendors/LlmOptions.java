package dev.voiceops.vendors;

import org.jspecify.annotations.Nullable;

/**
 * Which model, and how it should think; null leaves a choice to the vendor's default.
 *
 * @param model the vendor's model id, passed on as it is
 * @param temperature 0 to 2; most reasoning models refuse it
 * @param effort reasoning effort ({@code none}, {@code minimal}, {@code low}, ...): for voice the lowest the model
 *     accepts
 * @param maxTokens upper bound of the answer, thinking included
 */
public record LlmOptions(
        String model,
        @Nullable Double temperature,
        @Nullable String effort,
        @Nullable Integer maxTokens) {
    public LlmOptions {
        if (model.isBlank()) throw new IllegalArgumentException("llm model is blank");
        if (temperature != null && (temperature < 0 || temperature > 2)) {
            throw new IllegalArgumentException("llm temperature must be 0..2, is " + temperature);
        }
    }

    /** The same choices for another model. */
    public LlmOptions withModel(String other) {
        return new LlmOptions(other, temperature, effort, maxTokens);
    }
}
