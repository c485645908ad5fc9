/** Tests. */
@NullMarked
package dev.voiceops.simulators.voice;

import org.jspecify.annotations.NullMarked;
