/** A role with routes for members, for the tests. */
@NullMarked
package dev.voiceops.http.member;

import org.jspecify.annotations.NullMarked;
