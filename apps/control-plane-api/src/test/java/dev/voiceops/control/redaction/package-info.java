@NullMarked
package dev.voiceops.control.redaction;

import org.jspecify.annotations.NullMarked;
