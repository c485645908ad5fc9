@NullMarked
package dev.voiceops.control.retention;

import org.jspecify.annotations.NullMarked;
