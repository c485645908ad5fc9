/** Tests of the embedded speech. */
@NullMarked
package dev.voiceops.simulators.speech;

import org.jspecify.annotations.NullMarked;
