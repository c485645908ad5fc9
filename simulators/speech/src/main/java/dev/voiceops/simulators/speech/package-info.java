/** Embedded speech for the keyless mode: voices that really speak and a recogniser that really listens, in one JVM, without a network. */
@NullMarked
package dev.voiceops.simulators.speech;

import org.jspecify.annotations.NullMarked;
