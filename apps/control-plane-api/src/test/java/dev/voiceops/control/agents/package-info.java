/** Tests of the agents. */
@NullMarked
package dev.voiceops.control.agents;

import org.jspecify.annotations.NullMarked;
