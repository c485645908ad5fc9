@NullMarked
package dev.voiceops.recordings;

import org.jspecify.annotations.NullMarked;
