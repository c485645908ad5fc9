/** Histories with planted faults. */
@NullMarked
package dev.voiceops.worker.watchdog;

import org.jspecify.annotations.NullMarked;
