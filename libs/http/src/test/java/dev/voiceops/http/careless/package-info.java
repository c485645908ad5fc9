/** Roles that must not start, for the tests. */
@NullMarked
package dev.voiceops.http.careless;

import org.jspecify.annotations.NullMarked;
