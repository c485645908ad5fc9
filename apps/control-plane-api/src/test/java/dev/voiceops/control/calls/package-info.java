/** Tests of the calls feature. */
@NullMarked
package dev.voiceops.control.calls;

import org.jspecify.annotations.NullMarked;
