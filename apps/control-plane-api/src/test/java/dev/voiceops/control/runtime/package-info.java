/** Tests of the runtime feature over HTTP. */
@NullMarked
package dev.voiceops.control.runtime;

import org.jspecify.annotations.NullMarked;
