/** The agent-connector: the process that holds live calls. */
@NullMarked
package dev.voiceops.connector;

import org.jspecify.annotations.NullMarked;
