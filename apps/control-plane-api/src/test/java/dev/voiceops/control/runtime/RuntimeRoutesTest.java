package dev.voiceops.control.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.ClaimRequest;
import dev.voiceops.contracts.ClaimResponse;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ReleaseRequest;
import dev.voiceops.contracts.RenewRequest;
import dev.voiceops.contracts.RenewResponse;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.contracts.VendorKey;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.testing.Specimen;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RuntimeRoutesTest {
    private static ControlPlaneUnderTest role;
    private static Specimen acme;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = SampleAgent.plant(role.db(), null);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void the_winner_of_a_claim_gets_all_it_needs_and_the_join_token_this_once() {
        Dispatch dispatch = dispatch(Duration.ofMinutes(1));
        ClaimResponse won = claimed(dispatch, "c-1");
        assertThat(won.callId()).isEqualTo(dispatch.call().value());
        assertThat(won.tenantId()).isEqualTo(acme.tenant().value());
        assertThat(won.snapshot().id()).isEqualTo(acme.version().value());
        assertThat(won.livekitToken()).isEqualTo("join-token");
        assertThat(won.livekitUrl()).isEqualTo("wss://livekit.example.com");
        assertThat(won.leaseUntil()).isAfter(Instant.now());
        assertThat(call(dispatch.call()).connectorId()).isEqualTo("c-1");
        HttpResponse<String> again = claim(dispatch.id(), "c-1");
        ControlPlaneUnderTest.problem(again, ProblemType.DISPATCH_GONE);
        assertThat(again.body()).doesNotContain("join-token");
        assertThat(types(dispatch.call()))
                .containsExactly(RuntimeEvents.DISPATCH_CLAIMED, RuntimeEvents.DISPATCH_CLAIM_FAILED);
        assertThat(role.get("/internal/runtime/calls/" + won.callId()).body()).doesNotContain("join-token");
    }

    @Test
    void the_winner_gets_the_keys_that_serve_the_tenants_calls_and_nobody_else_sees_them() {
        IntegrationId spare = integration(acme, "deepgram", "spare", "dg-spare-key");
        IntegrationId serving = integration(acme, "deepgram", "main", "dg-main-key");
        integration(acme, "n8n", "not for calls", "n8n-key");
        integration(SampleAgent.plant(role.db(), null), "deepgram", "main", "another-tenants-key");
        assertThat(serving).isNotEqualTo(spare);
        Dispatch dispatch = dispatch(Duration.ofMinutes(1));
        ClaimResponse won = claimed(dispatch, "c-1");
        assertThat(won.vendorKeys())
                .containsExactly(new VendorKey(
                        serving.value(), "deepgram", URI.create("https://api.deepgram.com"), "dg-main-key"));
        assertThat(won.toString() + won.vendorKeys()).doesNotContain("dg-main-key");
        assertThat(claim(dispatch.id(), "c-2").body()).doesNotContain("key");
        assertThat(role.get("/internal/runtime/calls/" + won.callId()).body()).doesNotContain("dg-main-key");
    }

    @Test
    void a_key_that_nothing_opens_any_more_does_not_cost_the_call() {
        Specimen tenant = SampleAgent.plant(role.db(), null);
        integration(tenant, "openai", "sealed elsewhere", "sk-1");
        role.sealElsewhere(tenant.tenant());
        Dispatch dispatch = dispatch(tenant, Duration.ofMinutes(1));
        assertThat(claimed(dispatch, "c-1").vendorKeys()).isEmpty();
        assertThat(role.get("/internal/runtime/calls/" + dispatch.call()).body())
                .contains(RuntimeEvents.VENDOR_KEY_UNUSABLE, "\"cause\":\"unreadable\"");
    }

    @Test
    void of_sixty_four_claimers_at_once_one_wins() throws Exception {
        Dispatch dispatch = dispatch(Duration.ofMinutes(1));
        List<Callable<HttpResponse<String>>> claimers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String connector = "c-" + i;
            claimers.add(() -> claim(dispatch.id(), connector));
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(claimers)) answers.add(answer.get());
        }
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .hasSize(63);
        assertThat(answers.stream().filter(answer -> answer.body().contains("join-token")))
                .hasSize(1);
        assertThat(types(dispatch.call()).stream().filter(RuntimeEvents.DISPATCH_CLAIMED::equals))
                .hasSize(1);
    }

    @Test
    void nobody_claims_an_expired_dispatch_an_unknown_one_or_one_of_an_ended_call() {
        Dispatch late = dispatch(Duration.ZERO);
        ControlPlaneUnderTest.problem(claim(late.id(), "c-1"), ProblemType.DISPATCH_GONE);
        assertThat(role.get("/internal/runtime/calls/" + late.call()).body()).contains("\"cause\":\"expired\"");
        ControlPlaneUnderTest.problem(claim(DispatchId.create(), "c-1"), ProblemType.NOT_FOUND);
        Dispatch over = dispatch(Duration.ofMinutes(1));
        role.db()
                .tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> Calls.end(
                                tx,
                                over.call(),
                                new Call.End(
                                        EndReason.CALLER_HANGUP,
                                        Outcome.ABANDONED,
                                        Call.Witness.CARRIER,
                                        Instant.now(),
                                        null)));
        ControlPlaneUnderTest.problem(claim(over.id(), "c-1"), ProblemType.DISPATCH_GONE);
    }

    @Test
    void the_holder_renews_and_nobody_else() {
        Dispatch dispatch = dispatch(Duration.ofMinutes(1));
        ClaimResponse won = claimed(dispatch, "c-1");
        RenewResponse renewed =
                role.ask(path(dispatch, "renew"), new RenewRequest("c-1", won.fencingToken()), RenewResponse.class);
        assertThat(renewed.leaseUntil()).isAfterOrEqualTo(won.leaseUntil());
        ControlPlaneUnderTest.problem(
                role.ask(path(dispatch, "renew"), new RenewRequest("c-1", won.fencingToken() + 1)),
                ProblemType.LEASE_LOST);
    }

    @Test
    void release_ends_the_call_as_its_holder_says_once() {
        Dispatch dispatch = dispatch(Duration.ofMinutes(1));
        ClaimResponse won = claimed(dispatch, "c-1");
        ReleaseRequest release = release(won.fencingToken(), "agent_goodbye", "resolved");
        for (int i = 0; i < 2; i++) {
            assertThat(role.ask(path(dispatch, "release"), release).statusCode())
                    .isEqualTo(204);
        }
        Call call = call(dispatch.call());
        assertThat(call.endReason()).isEqualTo(EndReason.AGENT_GOODBYE);
        assertThat(call.outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(types(call.id()).stream().filter(RuntimeEvents.CALL_ENDED::equals))
                .hasSize(1);
        ControlPlaneUnderTest.problem(
                role.ask(path(dispatch, "renew"), new RenewRequest("c-1", won.fencingToken())), ProblemType.LEASE_LOST);
    }

    @Test
    void a_release_with_another_fencing_token_or_a_made_up_reason_changes_nothing() {
        Dispatch dispatch = dispatch(Duration.ofMinutes(1));
        ClaimResponse won = claimed(dispatch, "c-1");
        ControlPlaneUnderTest.problem(
                role.ask(path(dispatch, "release"), release(won.fencingToken() + 1, "silence", "unknown")),
                ProblemType.LEASE_LOST);
        ControlPlaneUnderTest.problem(
                role.ask(path(dispatch, "release"), release(won.fencingToken(), "boredom", "unknown")),
                ProblemType.INVALID_REQUEST);
        assertThat(call(dispatch.call()).state()).isNotEqualTo(Call.State.ENDED);
    }

    @Test
    void without_the_service_token_nothing_is_told() {
        String body = Json.write(new ClaimRequest(UUID.randomUUID(), "c-1"));
        for (String credential : List.of("", "Bearer wrong", "Basic MDEyMzQ1Njc4OWFiY2RlZg==")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(role.at("/internal/runtime/dispatches/claim"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body));
            if (!credential.isEmpty()) request.header("Authorization", credential);
            ControlPlaneUnderTest.problem(role.send(request), ProblemType.UNAUTHENTICATED);
        }
    }

    /** Added last, it is the one that serves. */
    private static IntegrationId integration(Specimen tenant, String kind, String name, String key) {
        Integration integration =
                new Integration(IntegrationId.create(), kind, name, "https://api." + kind + ".com", null);
        return role.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> {
            Integrations.save(tx, integration, Secret.of(key));
            if (!kind.equals("n8n")) Integrations.serveCalls(tx, integration, true);
            return integration.id();
        });
    }

    private static Dispatch dispatch(Duration validity) {
        return dispatch(acme, validity);
    }

    private static Dispatch dispatch(Specimen tenant, Duration validity) {
        CallId call = tenant.call();
        return role.db()
                .tenant(
                        tenant.tenant(),
                        Specimen.TESTER,
                        tx -> Dispatches.create(
                                tx,
                                new Dispatch.New(
                                        DispatchId.create(), call, "room-1", validity, Secret.of("join-token"))));
    }

    private static HttpResponse<String> claim(DispatchId id, String connector) {
        return role.ask("/internal/runtime/dispatches/claim", new ClaimRequest(id.value(), connector));
    }

    private static ClaimResponse claimed(Dispatch dispatch, String connector) {
        HttpResponse<String> answer = claim(dispatch.id(), connector);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), ClaimResponse.class);
    }

    private static ReleaseRequest release(long fencing, String reason, String outcome) {
        return new ReleaseRequest("c-1", fencing, reason, outcome, null, Instant.parse("2026-11-02T10:00:00Z"));
    }

    private static String path(Dispatch dispatch, String verb) {
        return "/internal/runtime/dispatches/" + dispatch.id() + "/" + verb;
    }

    private static Call call(CallId id) {
        return role.db()
                .tenant(acme.tenant(), Specimen.TESTER, tx -> Calls.find(tx, id))
                .orElseThrow();
    }

    private static List<String> types(CallId id) {
        return role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> CallRecord.events(tx, id, 0, 200)).stream()
                .map(CallRecord.Event::type)
                .toList();
    }
}
