/** ops-debug-web: the list of calls, a call's timeline while it happens, simulated user turns and the fault switch. */
@NullMarked
package dev.voiceops.debug;

import org.jspecify.annotations.NullMarked;
