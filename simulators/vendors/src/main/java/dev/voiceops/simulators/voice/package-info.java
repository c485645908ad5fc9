/** Sounds of the simulators: the callers' lines as frames, a voice that hums, ears that know the lines by their sound. */
@NullMarked
package dev.voiceops.simulators.voice;

import org.jspecify.annotations.NullMarked;
