/** Tests of the client API. */
@NullMarked
package dev.voiceops.control.portal;

import org.jspecify.annotations.NullMarked;
