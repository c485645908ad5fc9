/** Tests. */
@NullMarked
package dev.voiceops.simulators.scenario;

import org.jspecify.annotations.NullMarked;
