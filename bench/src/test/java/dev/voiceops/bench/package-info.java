/** Tests of what the benchmarks judge. */
@NullMarked
package dev.voiceops.bench;

import org.jspecify.annotations.NullMarked;
