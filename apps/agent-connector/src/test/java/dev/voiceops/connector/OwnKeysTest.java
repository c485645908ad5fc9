package dev.voiceops.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.connector.FakeControl.Ringing;
import dev.voiceops.connector.journal.JournalEntry.Body;
import dev.voiceops.connector.media.Caller;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.VendorKey;
import dev.voiceops.simulators.SimulatedVendors;
import dev.voiceops.simulators.SimulationConfig;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.store.Secret;
import dev.voiceops.vendors.wire.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of tenants with keys of their own, over the real clients and real sockets to simulated vendors. */
class OwnKeysTest {
    private static final UUID INTEGRATION = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final String PLATFORM = "the-platforms-key-0000";
    private static final String TENANT = "the-tenants-key-aaaa";

    @TempDir
    private Path folder;

    private final SimulatedVendors simulated = SimulatedVendors.start(
            SimulationConfig.standard(0, "http://127.0.0.1:9").with(SimulationConfig.Pace.INSTANT));
    private final Wire wire = Wire.open();
    private TestHouse house;

    @BeforeEach
    void open() throws Exception {
        VendorEndpoints.Endpoint nowhere =
                new VendorEndpoints.Endpoint(URI.create("http://127.0.0.1:9"), Secret.of("none"), true);
        VendorEndpoints at = new VendorEndpoints(
                nowhere,
                "AC0",
                endpoint(simulated.socketUrl() + "/deepgram"),
                endpoint(simulated.url() + "/openai/v1"),
                endpoint(simulated.socketUrl() + "/rime"),
                URI.create(simulated.url() + "/rime"),
                null);
        house = new TestHouse(folder, VendorClients.over(wire, at));
        Eventually.holds(() -> !simulated.requests().list().isEmpty()); // the brain has been warmed up
    }

    @AfterEach
    void close() {
        house.close();
        wire.close();
        simulated.close();
    }

    @Test
    void a_tenants_keys_serve_its_calls_and_no_call_after_them() throws Exception {
        UUID owns = call(List.of(key("deepgram", TENANT), key("openai", TENANT)));
        assertThat(shown())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Vendor.DEEPGRAM, Set.of("Token ***aaaa"),
                        Vendor.OPENAI, Set.of("Bearer ***aaaa"),
                        Vendor.RIME, Set.of("Bearer ***0000")));
        assertThat(fields(owns, "runtime.vendor_keys"))
                .containsExactly(Map.of(
                        "deepgram", "tenant",
                        "deepgram_integration", INTEGRATION.toString(),
                        "openai", "tenant",
                        "openai_integration", INTEGRATION.toString(),
                        "rime", "platform"));
        // the brain's HTTP connection is still open, and was the tenant's a moment ago
        UUID owns2 = call(List.of(key("rime", "another-tenants-bbbb")));
        assertThat(shown())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Vendor.DEEPGRAM, Set.of("Token ***0000"),
                        Vendor.OPENAI, Set.of("Bearer ***0000"),
                        Vendor.RIME, Set.of("Bearer ***bbbb")));
        assertThat(house.records.of(owns).toString() + house.records.of(owns2))
                .contains(INTEGRATION.toString())
                .doesNotContain(TENANT, "another-tenants", PLATFORM);
    }

    @Test
    void a_refused_key_is_the_vendors_auth_failure_in_the_record_and_no_fault_of_the_platforms() throws Exception {
        UUID ears = call(List.of(key("deepgram", "revoked-1")));
        assertThat(fields(ears, "runtime.vendor_failure"))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .containsEntry("vendor", "deepgram")
                        .containsEntry("kind", "auth")
                        .containsEntry("key", "tenant"));
        UUID brain = call(List.of(key("openai", "revoked-2")));
        assertThat(fields(brain, "runtime.vendor_failure"))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .containsEntry("vendor", "openai")
                        .containsEntry("kind", "auth")
                        .containsEntry("code", "invalid_api_key"));
        for (var vendor : house.get("/runtime/voice/readiness").path("vendors")) {
            assertThat(vendor.at("/seen/failure").asString(""))
                    .as(vendor.toString())
                    .isEmpty();
        }
    }

    @Test
    void a_key_for_an_address_that_is_not_the_vendors_is_shown_to_nobody() throws Exception {
        URI elsewhere = URI.create(simulated.url() + "/openai/v1");
        UUID call = call(List.of(new VendorKey(INTEGRATION, "deepgram", elsewhere, TENANT)));
        assertThat(shown()).containsEntry(Vendor.DEEPGRAM, Set.of("Token ***0000"));
        assertThat(fields(call, "runtime.vendor_key_unusable"))
                .containsExactly(
                        Map.of("vendor", "deepgram", "integration_id", INTEGRATION.toString(), "cause", "address"));
        assertThat(fields(call, "runtime.vendor_keys").getFirst()).containsEntry("deepgram", "platform");
    }

    /** A whole call: greeted, answered once where there is a brain, hung up. */
    private UUID call(List<VendorKey> keys) throws Exception {
        simulated.requests().clear();
        house.control.keys = keys;
        Ringing ringing = house.control.ring();
        assertThat(house.connect(ringing).statusCode()).isEqualTo(200);
        try (Caller caller = new Caller(house.media())) {
            caller.say(Caller.start(ringing.token()).replace("CA1", ringing.callSid()));
            assertThat(caller.received.poll(20, SECONDS)).contains("\"media\"");
            house.post(
                    "/runtime/sessions/" + ringing.call() + "/user-turn",
                    Json.write(Map.of("text", "how much is express delivery")));
            Eventually.holds(
                    () -> simulated.requests().list().stream().anyMatch(entry -> entry.vendor() == Vendor.OPENAI));
            caller.say("{\"event\":\"stop\",\"streamSid\":\"" + Caller.SID + "\",\"stop\":{}}");
            assertThat(house.control.released.poll(20, SECONDS)).isNotNull();
        }
        return ringing.call();
    }

    /** What each vendor was shown, as the simulators note it: scheme and last four characters. */
    private Map<Vendor, Set<String>> shown() {
        return simulated.requests().list().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.vendor(),
                        Collectors.mapping(entry -> entry.authorization(), Collectors.toSet())));
    }

    private List<Map<String, String>> fields(UUID call, String type) {
        return house.records.of(call).stream()
                .map(entry -> entry.body())
                .filter(Body.Happened.class::isInstance)
                .map(Body.Happened.class::cast)
                .filter(happened -> happened.type().equals(type))
                .map(Body.Happened::fields)
                .toList();
    }

    private VendorKey key(String vendor, String key) {
        String path = vendor.equals("openai") ? "/openai/v1" : "/" + vendor;
        return new VendorKey(INTEGRATION, vendor, URI.create(simulated.url() + path), key);
    }

    private static VendorEndpoints.Endpoint endpoint(String url) {
        return new VendorEndpoints.Endpoint(URI.create(url), Secret.of(PLATFORM), true);
    }
}
