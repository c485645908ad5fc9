@NullMarked
package dev.voiceops.evidence;

import org.jspecify.annotations.NullMarked;
