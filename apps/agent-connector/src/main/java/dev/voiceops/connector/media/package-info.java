/** The media edge: how a caller's voice comes in and the agent's goes out. Twilio's WebSocket is the first transport. */
@NullMarked
package dev.voiceops.connector.media;

import org.jspecify.annotations.NullMarked;
