package dev.voiceops.vendors.failover;

import dev.voiceops.vendors.LanguageModel;
import dev.voiceops.vendors.LlmOptions;
import java.util.function.UnaryOperator;

/**
 * A model that may take over.
 *
 * @param name shown in the call's timeline
 * @param options makes this brain's options of those of the agent version, e.g. another model's name
 */
public record Brain(String name, LanguageModel model, UnaryOperator<LlmOptions> options) {}
