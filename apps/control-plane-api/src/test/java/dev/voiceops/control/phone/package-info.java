/** Tests of the phone feature. */
@NullMarked
package dev.voiceops.control.phone;

import org.jspecify.annotations.NullMarked;
