package dev.voiceops.control.runtime;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How calls are held.
 *
 * @param lease how long a claim or a renewal holds a call; a connector renews several times within it
 * @param livekitUrl where connectors join rooms; null without LiveKit
 */
public record RuntimeConfig(Duration lease, @Nullable URI livekitUrl) {}
