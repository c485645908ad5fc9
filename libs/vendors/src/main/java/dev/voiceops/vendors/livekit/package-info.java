/** LiveKit: rooms and join tokens through its server SDK, a mock of them, and its webhooks. */
@NullMarked
package dev.voiceops.vendors.livekit;

import org.jspecify.annotations.NullMarked;
