/** The control API of the simulators: place calls and follow them, set faults, see what was received. */
@NullMarked
package dev.voiceops.simulators.control;

import org.jspecify.annotations.NullMarked;
