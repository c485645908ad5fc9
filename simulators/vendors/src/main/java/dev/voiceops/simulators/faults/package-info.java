/** Fault scripts: what a simulated vendor does wrong, and when. */
@NullMarked
package dev.voiceops.simulators.faults;

import org.jspecify.annotations.NullMarked;
