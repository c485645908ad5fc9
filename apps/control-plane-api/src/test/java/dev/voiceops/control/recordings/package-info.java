@NullMarked
package dev.voiceops.control.recordings;

import org.jspecify.annotations.NullMarked;
