@NullMarked
package dev.voiceops.control.evidence;

import org.jspecify.annotations.NullMarked;
