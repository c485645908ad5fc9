/** Rime: speech by WebSocket for calls, by HTTP for probes. */
@NullMarked
package dev.voiceops.vendors.rime;

import org.jspecify.annotations.NullMarked;
