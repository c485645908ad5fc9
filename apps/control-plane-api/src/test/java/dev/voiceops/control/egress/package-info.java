/** Tests of the way out. */
@NullMarked
package dev.voiceops.control.egress;

import org.jspecify.annotations.NullMarked;
