/** The sockets of the simulators: one loopback server, its doors, and messages that faults can hit. */
@NullMarked
package dev.voiceops.simulators.wire;

import org.jspecify.annotations.NullMarked;
