/** The whole product through its public doors, in one process and with each role in its own. */
@NullMarked
package dev.voiceops.e2e;

import org.jspecify.annotations.NullMarked;
