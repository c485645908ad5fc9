/** Tests of the runtime feature. */
@NullMarked
package dev.voiceops.control.runtime;

import org.jspecify.annotations.NullMarked;
