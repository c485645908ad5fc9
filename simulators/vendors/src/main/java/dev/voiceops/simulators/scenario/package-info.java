/** What a simulated caller does, says and expects: scenarios, read from YAML. */
@NullMarked
package dev.voiceops.simulators.scenario;

import org.jspecify.annotations.NullMarked;
