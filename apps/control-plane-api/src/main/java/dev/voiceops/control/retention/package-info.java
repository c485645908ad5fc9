/** Legal holds, runs of retention and their receipts. */
@NullMarked
package dev.voiceops.control.retention;

import org.jspecify.annotations.NullMarked;
