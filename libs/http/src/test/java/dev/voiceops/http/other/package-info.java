/** Another role for the tests. */
@NullMarked
package dev.voiceops.http.other;

import org.jspecify.annotations.NullMarked;
