/** Tests. */
@NullMarked
package dev.voiceops.simulators.faults;

import org.jspecify.annotations.NullMarked;
