/** Tests. */
@NullMarked
package dev.voiceops.simulators;

import org.jspecify.annotations.NullMarked;
