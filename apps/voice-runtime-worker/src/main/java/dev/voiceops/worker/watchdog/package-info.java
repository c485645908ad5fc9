/** Sentences that must hold of every call, checked while it runs and over history; what does not hold becomes an incident. */
@NullMarked
package dev.voiceops.worker.watchdog;

import org.jspecify.annotations.NullMarked;
