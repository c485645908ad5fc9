/** A role for the tests. */
@NullMarked
package dev.voiceops.http.sample;

import org.jspecify.annotations.NullMarked;
