/** Tests. */
@NullMarked
package dev.voiceops.simulators.wire;

import org.jspecify.annotations.NullMarked;
