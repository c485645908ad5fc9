/** Tests. */
@NullMarked
package dev.voiceops.simulators.control;

import org.jspecify.annotations.NullMarked;
