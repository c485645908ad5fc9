/** Plays the recordings of calls. */
@NullMarked
package dev.voiceops.control.recordings;

import org.jspecify.annotations.NullMarked;
