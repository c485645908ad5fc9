/** The heart: turn taking of one telephone call, deterministic and without I/O; {@code CallLoop} is its only thread. */
@NullMarked
package dev.voiceops.call;

import org.jspecify.annotations.NullMarked;
