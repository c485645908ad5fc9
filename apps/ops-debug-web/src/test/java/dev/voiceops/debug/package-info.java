@NullMarked
package dev.voiceops.debug;

import org.jspecify.annotations.NullMarked;
