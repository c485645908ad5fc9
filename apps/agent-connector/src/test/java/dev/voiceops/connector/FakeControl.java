package dev.voiceops.connector;

import dev.voiceops.connector.http.Answer;
import dev.voiceops.connector.http.HttpEdge;
import dev.voiceops.connector.http.Refusal;
import dev.voiceops.connector.http.Request;
import dev.voiceops.connector.http.Route;
import dev.voiceops.connector.http.Route.Access;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ClaimRequest;
import dev.voiceops.contracts.ClaimResponse;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.MediaTokenRequest;
import dev.voiceops.contracts.MediaTokenResponse;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ReleaseRequest;
import dev.voiceops.contracts.RenewResponse;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.contracts.VendorKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The control plane's routes with the rules that matter here: a dispatch is claimed once, a token used once. */
public final class FakeControl implements AutoCloseable {
    static final String TOKEN = "service-token-of-the-tests";
    /** What the next call is pinned to. */
    volatile AgentSnapshot agent;

    final BlockingQueue<ReleaseRequest> released = new LinkedBlockingQueue<>();
    final BlockingQueue<ToolExecute> executed = new LinkedBlockingQueue<>();
    final AtomicInteger renewals = new AtomicInteger();
    private final AtomicLong fencing = new AtomicLong();
    private final Map<UUID, Ringing> dispatches = new ConcurrentHashMap<>();
    private final Map<String, Ringing> tokens = new ConcurrentHashMap<>();
    private final HttpEdge edge;
    /** Keys of the tenant whose call is claimed next. */
    volatile List<VendorKey> keys = List.of();

    volatile boolean leaseLost;
    volatile boolean away;
    volatile @Nullable Refusal refusal;
    volatile ToolOutcome outcome = succeeded("{\"summary\":\"Order 1001 has been shipped.\"}");

    /** A call on its way. */
    public record Ringing(UUID dispatch, UUID call, UUID tenant, String callSid, String token) {}

    public FakeControl(AgentSnapshot agent) {
        this.agent = agent;
        edge = new HttpEdge(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(
                        route("/internal/runtime/dispatches/claim", this::claim),
                        route("/internal/runtime/dispatches/{id}/renew", this::renew),
                        route("/internal/runtime/dispatches/{id}/release", this::release),
                        route("/internal/runtime/media-tokens/consume", this::consume),
                        route("/internal/automation/tools/by-name/{name}/execute", this::execute)),
                new ServiceToken(TOKEN),
                _ -> {});
    }

    static ToolOutcome succeeded(String output) {
        return new ToolOutcome(ToolOutcome.Status.SUCCEEDED, Json.tree(output), null, UUID.randomUUID(), 5, 1);
    }

    private Route route(String path, Route.Handler handler) {
        return new Route("POST", path, Access.SERVICE, request -> {
            if (away) {
                throw new Refusal(ProblemType.DATABASE_UNAVAILABLE, "the database is away");
            }
            return handler.handle(request);
        });
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + edge.port());
    }

    /** A call is ringing: there is a dispatch and a token for it. */
    public Ringing ring() {
        UUID call = UUID.randomUUID();
        Ringing ringing = new Ringing(
                UUID.randomUUID(),
                call,
                UUID.randomUUID(),
                "CA" + call.toString().replace("-", ""),
                "token-" + call);
        dispatches.put(ringing.dispatch(), ringing);
        tokens.put(ringing.token(), ringing);
        return ringing;
    }

    private Answer claim(Request request) {
        Ringing ringing = dispatches.remove(request.read(ClaimRequest.class).dispatchId());
        if (ringing == null) {
            throw new Refusal(ProblemType.DISPATCH_GONE, "claimed before");
        }
        return Answer.json(new ClaimResponse(
                ringing.call(),
                ringing.tenant(),
                UUID.randomUUID(),
                "v1",
                "0".repeat(32),
                "+15550001111",
                "+15550002222",
                ringing.callSid(),
                fencing.incrementAndGet(),
                Instant.now().plusSeconds(30),
                "room-1",
                null,
                null,
                agent,
                keys));
    }

    private Answer renew(Request request) {
        if (leaseLost) {
            throw new Refusal(ProblemType.LEASE_LOST, "swept");
        }
        renewals.incrementAndGet();
        return Answer.json(new RenewResponse(Instant.now().plus(Duration.ofSeconds(30))));
    }

    private Answer release(Request request) {
        released.add(request.read(ReleaseRequest.class));
        return new Answer(204, "", "", Map.of());
    }

    private Answer consume(Request request) {
        MediaTokenRequest asked = request.read(MediaTokenRequest.class);
        Ringing ringing = tokens.get(asked.token());
        if (ringing == null || !ringing.callSid().equals(asked.callSid()) || !tokens.remove(asked.token(), ringing)) {
            throw new Refusal(ProblemType.MEDIA_TOKEN_REFUSED, "unknown, used or another call's");
        }
        return Answer.json(new MediaTokenResponse(ringing.call(), ringing.tenant()));
    }

    private Answer execute(Request request) {
        executed.add(request.read(ToolExecute.class));
        if (refusal != null) {
            throw refusal;
        }
        return Answer.json(outcome);
    }

    @Override
    public void close() {
        edge.close();
    }
}
