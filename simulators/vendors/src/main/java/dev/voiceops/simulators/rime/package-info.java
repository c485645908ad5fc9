/** The simulated Rime: the ws3 web socket and the HTTP endpoint, spoken by an embedded voice or by a hum. */
@NullMarked
package dev.voiceops.simulators.rime;

import org.jspecify.annotations.NullMarked;
