/**
 * The vendors of a voice agent, simulated on loopback: Twilio with its callers, Deepgram, OpenAI, Rime, and a control API.
 */
@NullMarked
package dev.voiceops.simulators;

import org.jspecify.annotations.NullMarked;
