/** Tests. */
@NullMarked
package dev.voiceops.simulators.openai;

import org.jspecify.annotations.NullMarked;
