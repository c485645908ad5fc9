package dev.voiceops.connector.session;

import dev.voiceops.contracts.ClaimRequest;
import dev.voiceops.contracts.ClaimResponse;
import dev.voiceops.contracts.MediaTokenRequest;
import dev.voiceops.contracts.MediaTokenResponse;
import dev.voiceops.contracts.ReleaseRequest;
import dev.voiceops.contracts.RenewRequest;
import dev.voiceops.contracts.RenewResponse;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** The control plane as a connector knows it. Blocks; throws {@code ServiceFailure}; any thread. */
public final class ControlPlane {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private final ServiceClient client;
    private final String base;

    /** @param base where the control plane listens, without a path */
    public ControlPlane(ServiceClient client, URI base) {
        this.client = client;
        this.base = base.toString().replaceAll("/+$", "");
    }

    ClaimResponse claim(UUID dispatch, String connectorId) {
        return client.post(
                uri("/internal/runtime/dispatches/claim"),
                new ClaimRequest(dispatch, connectorId),
                ClaimResponse.class,
                DEADLINE);
    }

    RenewResponse renew(UUID dispatch, RenewRequest request) {
        return client.post(
                uri("/internal/runtime/dispatches/" + dispatch + "/renew"), request, RenewResponse.class, DEADLINE);
    }

    void release(UUID dispatch, ReleaseRequest request) {
        client.tell(uri("/internal/runtime/dispatches/" + dispatch + "/release"), request, DEADLINE);
    }

    MediaTokenResponse consume(String token, String callSid) {
        return client.post(
                uri("/internal/runtime/media-tokens/consume"),
                new MediaTokenRequest(token, callSid),
                MediaTokenResponse.class,
                DEADLINE);
    }

    /** @param name a tool's name, letters that need no escape in a path */
    ToolOutcome execute(String name, ToolExecute request, Duration deadline) {
        return client.post(
                uri("/internal/automation/tools/by-name/" + name + "/execute"), request, ToolOutcome.class, deadline);
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }
}
