package dev.voiceops.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.LaunchRequest;
import dev.voiceops.contracts.LaunchResponse;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceFailure;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.http.RolePort;
import dev.voiceops.http.SpringRoles;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.FreePorts;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class LaunchTest {
    private static final ServiceToken TOKEN = new ServiceToken("0123456789abcdef");
    private final List<FakeConnector> connectors = new ArrayList<>();
    private TestDatabase database;
    private ConfigurableApplicationContext context;
    private ServiceClient client;
    private URI launch;
    private Specimen acme;

    @BeforeEach
    void start() throws IOException {
        database = TestDatabase.create(12);
        int port = FreePorts.one();
        context = SpringRoles.start(
                "127.0.0.1",
                List.of(new RolePort("dev.voiceops.runner", port)),
                List.of(AgentRunner.class),
                List.of(
                        TOKEN,
                        database.db(),
                        InstantSource.system(),
                        new RunnerConfig(Duration.ofSeconds(30), Duration.ofSeconds(1))));
        client = new ServiceClient(TOKEN);
        launch = URI.create("http://127.0.0.1:" + port + "/runtime/agent-sessions/launch");
        acme = Specimen.plant(database.db());
    }

    @AfterEach
    void stop() {
        context.close();
        client.close();
        connectors.forEach(FakeConnector::close);
        database.close();
    }

    @Test
    void a_call_goes_to_the_connector_with_room_and_its_timeline_says_so() throws IOException {
        FakeConnector one = connector("c-1").hello(10, false);
        Dispatch dispatch = dispatch();
        LaunchResponse launched = launch(dispatch, null);
        assertThat(launched).isEqualTo(new LaunchResponse("c-1", 1));
        assertThat(one.claimed).hasValue(1);
        assertThat(events(dispatch.call())).containsExactly(RuntimeEvents.AGENT_SESSION_LAUNCH_SUCCEEDED);
    }

    @Test
    void the_hinted_connector_is_asked_first_and_without_a_hint_the_least_loaded() throws IOException {
        connector("c-1").hello(10, false);
        connector("c-2").hello(10, false);
        assertThat(launch(dispatch(), "c-2").connectorId()).isEqualTo("c-2");
        assertThat(launch(dispatch(), "c-2").connectorId()).isEqualTo("c-2");
        assertThat(launch(dispatch(), null).connectorId()).isEqualTo("c-1");
        assertThat(launch(dispatch(), "c-unknown").connectorId()).isEqualTo("c-1");
    }

    @Test
    void whoever_refuses_or_stays_silent_is_passed_over() throws IOException {
        connector("c-1").hello(10, false).feels(FakeConnector.Mood.FULL);
        connector("c-2").hello(10, false).feels(FakeConnector.Mood.SILENT);
        connector("c-3").hello(10, false).feels(FakeConnector.Mood.DRAINING);
        connector("c-4").hello(10, false);
        assertThat(launch(dispatch(), "c-1")).isEqualTo(new LaunchResponse("c-4", 4));
    }

    @Test
    void draining_full_and_silent_connectors_are_not_even_asked() throws IOException {
        FakeConnector draining = connector("c-1").hello(10, true);
        FakeConnector small = connector("c-2").hello(1, false);
        connector("c-3").hello(10, false);
        launch(dispatch(), "c-2");
        assertThat(launch(dispatch(), "c-2").connectorId()).isEqualTo("c-3");
        assertThat(draining.asked).hasValue(0);
        assertThat(small.asked).hasValue(1);
    }

    @Test
    void when_nobody_has_room_the_launch_fails_and_says_so() throws IOException {
        FakeConnector full = connector("c-1").hello(10, false).feels(FakeConnector.Mood.FULL);
        Dispatch dispatch = dispatch();
        assertThat(refusal(request(dispatch, null)).is(ProblemType.NO_CAPACITY)).isTrue();
        assertThat(full.asked).hasValue(1);
        assertThat(events(dispatch.call())).containsExactly(RuntimeEvents.AGENT_SESSION_LAUNCH_FAILED);
    }

    @Test
    void a_dispatch_that_is_gone_is_not_carried_to_the_next_connector() throws IOException {
        connector("c-1").hello(10, false).feels(FakeConnector.Mood.GONE);
        FakeConnector other = connector("c-2").hello(10, false);
        assertThat(refusal(request(dispatch(), "c-1")).is(ProblemType.DISPATCH_GONE))
                .isTrue();
        assertThat(other.asked).hasValue(0);
        Dispatch late = dispatch(Duration.ZERO);
        assertThat(refusal(request(late, null)).is(ProblemType.DISPATCH_GONE)).isTrue();
        Dispatch launched = dispatch();
        launch(launched, "c-2");
        assertThat(refusal(request(launched, null)).is(ProblemType.DISPATCH_GONE))
                .isTrue();
    }

    @Test
    void a_request_that_names_another_call_or_no_dispatch_is_refused() {
        Dispatch dispatch = dispatch();
        LaunchRequest good = request(dispatch, null);
        LaunchRequest otherCall = new LaunchRequest(
                good.dispatchId(),
                acme.call().value(),
                good.tenantId(),
                good.room(),
                good.expiresAt(),
                good.traceId(),
                null);
        assertThat(refusal(otherCall).is(ProblemType.INVALID_REQUEST)).isTrue();
        LaunchRequest unknown = new LaunchRequest(
                DispatchId.create().value(),
                good.callId(),
                good.tenantId(),
                good.room(),
                good.expiresAt(),
                good.traceId(),
                null);
        assertThat(refusal(unknown).is(ProblemType.NOT_FOUND)).isTrue();
        assertThat(events(dispatch.call())).isEmpty();
    }

    @Test
    void sixty_four_launches_at_once_never_exceed_the_capacity_of_any_connector() throws Exception {
        FakeConnector one = connector("c-1").hello(20, false);
        FakeConnector two = connector("c-2").hello(20, false);
        List<LaunchRequest> requests = new ArrayList<>();
        for (int i = 0; i < 64; i++) requests.add(request(dispatch(), i % 2 == 0 ? "c-1" : null));
        int placed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> launches = new ArrayList<>();
            for (LaunchRequest request : requests) launches.add(threads.submit(() -> placed(request)));
            for (Future<Boolean> launched : launches) placed += launched.get() ? 1 : 0;
        }
        assertThat(one.claimed.get()).isLessThanOrEqualTo(20);
        assertThat(two.claimed.get()).isLessThanOrEqualTo(20);
        assertThat(placed).isEqualTo(one.claimed.get() + two.claimed.get());
        for (LaunchRequest request : requests) placed += placed(request) ? 1 : 0;
        assertThat(placed).isEqualTo(40);
    }

    private boolean placed(LaunchRequest request) {
        try {
            client.post(launch, request, LaunchResponse.class, Duration.ofSeconds(60));
            return true;
        } catch (ServiceFailure.Refused e) {
            assertThat(e.problem().status()).as(Json.write(e.problem())).isIn(503, 409);
            return false;
        }
    }

    private LaunchResponse launch(Dispatch dispatch, @Nullable String hint) {
        return client.post(launch, request(dispatch, hint), LaunchResponse.class, Duration.ofSeconds(60));
    }

    private Problem refusal(LaunchRequest request) {
        try {
            LaunchResponse launched = client.post(launch, request, LaunchResponse.class, Duration.ofSeconds(60));
            throw new AssertionError("was placed at " + launched.connectorId());
        } catch (ServiceFailure.Refused e) {
            return e.problem();
        }
    }

    private LaunchRequest request(Dispatch dispatch, @Nullable String hint) {
        return new LaunchRequest(
                dispatch.id().value(),
                dispatch.call().value(),
                dispatch.tenant().value(),
                dispatch.room(),
                dispatch.expiresAt(),
                "trace",
                hint);
    }

    private Dispatch dispatch() {
        return dispatch(Duration.ofMinutes(5));
    }

    private Dispatch dispatch(Duration validity) {
        CallId call = acme.call();
        return db().tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> Dispatches.create(
                                tx, new Dispatch.New(DispatchId.create(), call, "room", validity, null)));
    }

    private List<String> events(CallId call) {
        return db().tenant(acme.tenant(), Specimen.TESTER, tx -> CallRecord.events(tx, call, 0, 100)).stream()
                .map(CallRecord.Event::type)
                .toList();
    }

    private FakeConnector connector(String id) throws IOException {
        FakeConnector connector = new FakeConnector(db(), id);
        connectors.add(connector);
        return connector;
    }

    private Db db() {
        return database.db();
    }
}
