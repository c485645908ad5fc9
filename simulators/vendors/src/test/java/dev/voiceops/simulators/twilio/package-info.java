/** Tests. */
@NullMarked
package dev.voiceops.simulators.twilio;

import org.jspecify.annotations.NullMarked;
