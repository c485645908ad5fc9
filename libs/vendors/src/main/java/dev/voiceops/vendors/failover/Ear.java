package dev.voiceops.vendors.failover;

import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.SttOptions;
import java.util.function.UnaryOperator;

/**
 * A recogniser that may take over.
 *
 * @param name shown in the call's timeline, e.g. {@code deepgram-flux}
 * @param options makes this ear's options of those of the agent version
 */
public record Ear(String name, SpeechToText speechToText, UnaryOperator<SttOptions> options) {}
