/** The role agent-runner: finds a connector with room for a dispatch and forwards it. */
@NullMarked
package dev.voiceops.runner;

import org.jspecify.annotations.NullMarked;
