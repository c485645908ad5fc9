/** Benchmarks that print figures and never gate: the conversation core, the media frames, the whole platform. */
@NullMarked
package dev.voiceops.bench;

import org.jspecify.annotations.NullMarked;
