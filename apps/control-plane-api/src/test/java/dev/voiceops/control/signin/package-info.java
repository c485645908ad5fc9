/** Signing in, attacked. */
@NullMarked
package dev.voiceops.control.signin;

import org.jspecify.annotations.NullMarked;
