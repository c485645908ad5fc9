package dev.voiceops.debug;

import dev.voiceops.store.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ops-debug-web needs to know.
 *
 * @param controlPlane base URL of control-plane-api, whose {@code /internal/runtime/calls} it shows
 * @param pageToken what a browser must bring once, in the printed URL
 * @param simulators base URL of the simulators; null when every vendor is real
 * @param simulated names of the vendors that are simulated, for the page to say so
 */
public record DebugWebConfig(
        URI controlPlane, Secret pageToken, @Nullable URI simulators, List<String> simulated) {
    public DebugWebConfig {
        simulated = List.copyOf(simulated);
    }
}
