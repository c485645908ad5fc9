package dev.voiceops.runner;

import dev.voiceops.contracts.ConnectResponse;
import dev.voiceops.contracts.LaunchRequest;
import dev.voiceops.contracts.LaunchResponse;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceFailure;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Connector;
import dev.voiceops.store.Dispatch;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places a call: asks connectors with room, the hinted one first, then the least loaded, until one takes it or says that the dispatch
 * is gone. A connector that does not answer may have taken it; asking the next is safe because a dispatch is claimed only once. Safe
 * for all threads; blocks.
 */
final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final RunnerConfig config;
    private final Slots slots;
    private final Launches launches;
    private final ServiceClient client;
    private final InstantSource clock;

    Launcher(RunnerConfig config, Slots slots, Launches launches, ServiceClient client, InstantSource clock) {
        this.config = config;
        this.slots = slots;
        this.launches = launches;
        this.client = client;
        this.clock = clock;
    }

    /** @throws ProblemException 503 when nobody has room, 409 when the dispatch is gone, 404 and 400 for a wrong request */
    LaunchResponse launch(LaunchRequest request) {
        Dispatch dispatch = launches.pending(request);
        Set<String> tried = new HashSet<>();
        ProblemType cause = ProblemType.NO_CAPACITY;
        while (clock.instant().isBefore(dispatch.expiresAt())) {
            Optional<Connector> chosen = slots.take(request.connectorHint(), tried);
            if (chosen.isEmpty()) break;
            tried.add(chosen.get().id());
            Optional<ProblemType> refused = connect(chosen.get(), request);
            if (refused.isEmpty()) {
                launches.succeeded(dispatch, chosen.get().id(), tried.size());
                return new LaunchResponse(chosen.get().id(), tried.size());
            }
            cause = refused.get();
            if (cause == ProblemType.DISPATCH_GONE) break;
        }
        launches.failed(dispatch, cause, tried.size());
        throw new ProblemException(
                cause == ProblemType.DISPATCH_GONE ? cause : ProblemType.NO_CAPACITY,
                tried.size() + " connectors were asked");
    }

    /** Empty when the connector took the call, else why not. */
    private Optional<ProblemType> connect(Connector connector, LaunchRequest request) {
        try {
            client.post(
                    URI.create(connector.url() + "/runtime/connect"),
                    request.forConnector(),
                    ConnectResponse.class,
                    config.connectDeadline());
            return Optional.empty();
        } catch (ServiceFailure.Refused e) {
            LOG.info("Connector {} refused call {}: {}", connector.id(), request.callId(), e.getMessage());
            return Optional.of(reason(e));
        } catch (ServiceFailure.Unreachable e) {
            LOG.warn("Connector {} did not answer for call {}: {}", connector.id(), request.callId(), e.getMessage());
            return Optional.of(ProblemType.ROLE_UNREACHABLE);
        } finally {
            slots.giveBack(connector);
        }
    }

    private static ProblemType reason(ServiceFailure.Refused refused) {
        if (refused.problem().is(ProblemType.DISPATCH_GONE)) return ProblemType.DISPATCH_GONE;
        return refused.problem().is(ProblemType.DRAINING) ? ProblemType.DRAINING : ProblemType.NO_CAPACITY;
    }
}
