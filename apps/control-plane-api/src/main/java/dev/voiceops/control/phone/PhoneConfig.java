package dev.voiceops.control.phone;

import dev.voiceops.store.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the control plane meets Twilio.
 *
 * @param publicBaseUrl under which Twilio reaches this role, without a slash at the end; what signatures are checked against
 * @param authToken the account's primary auth token; null: unsigned webhooks are accepted (demo mode, for tests with curl)
 * @param mediaStreamUrl of the connectors' media socket, {@code ws} or {@code wss}; {@code {connector}} stands for a connector's id
 * @param mediaTokenValidity how long a media token waits for its socket
 * @param connectorFreshness a connector that was not heard of for this long has no room
 * @param fallbackMessage what callers hear when nobody can answer and their number has no message of its own
 * @param simulated whether the calls come from our own simulator
 */
public record PhoneConfig(
        URI publicBaseUrl,
        @Nullable Secret authToken,
        String mediaStreamUrl,
        Duration mediaTokenValidity,
        Duration connectorFreshness,
        String fallbackMessage,
        boolean simulated) {}
