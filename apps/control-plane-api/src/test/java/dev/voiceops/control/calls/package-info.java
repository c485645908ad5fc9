/** Tests of the calls feature over HTTP. */
@NullMarked
package dev.voiceops.control.calls;

import org.jspecify.annotations.NullMarked;
