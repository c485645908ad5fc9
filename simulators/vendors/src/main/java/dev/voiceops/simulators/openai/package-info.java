/** The simulated OpenAI: Chat Completions over a scripted, deterministic brain. It understands its script and no more. */
@NullMarked
package dev.voiceops.simulators.openai;

import org.jspecify.annotations.NullMarked;
