/** What a client's own people see: their calls, and what was said in them. */
@NullMarked
package dev.voiceops.control.portal;

import org.jspecify.annotations.NullMarked;
