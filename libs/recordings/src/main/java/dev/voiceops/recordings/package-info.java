/**
 * The sound of calls at rest: sealed objects in a {@link dev.voiceops.recordings.RecordingStore}, each under a data key of
 * its own that the row of the recording keeps.
 */
@NullMarked
package dev.voiceops.recordings;

import org.jspecify.annotations.NullMarked;
