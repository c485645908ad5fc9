/** Calls and their records, for scripts and the debug page. */
@NullMarked
package dev.voiceops.control.calls;

import org.jspecify.annotations.NullMarked;
