/** The simulated Deepgram: live listening v1 and Flux over whatever recogniser it is given. */
@NullMarked
package dev.voiceops.simulators.deepgram;

import org.jspecify.annotations.NullMarked;
