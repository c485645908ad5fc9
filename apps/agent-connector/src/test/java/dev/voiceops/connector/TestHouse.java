package dev.voiceops.connector;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.voiceops.audio.VoiceActivities;
import dev.voiceops.call.Limit;
import dev.voiceops.connector.FakeControl.Ringing;
import dev.voiceops.connector.media.Caller;
import dev.voiceops.connector.media.MediaLimits;
import dev.voiceops.connector.session.CallTimes;
import dev.voiceops.connector.session.Vendors;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ConnectRequest;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.TurnPolicy;
import dev.voiceops.recordings.LocalRecordings;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Vault;
import dev.voiceops.store.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A connector on fakes, and a phone to call it with. */
public final class TestHouse implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    final FakeVendors vendors = new FakeVendors();
    final MemoryRecords records = new MemoryRecords();
    final FakeControl control;
    final Path folder;
    final SealedRecordings recordings;
    final Connector connector;

    TestHouse(Path folder) {
        this(folder, times(), patient(), 8);
    }

    /** The callers of these tests send hardly any audio, and the machine may be slow. */
    static MediaLimits patient() {
        MediaLimits usual = MediaLimits.standard();
        return new MediaLimits(usual.maxMessageBytes(), 60_000, 120_000, 60_000, usual.maxAheadMs(), 50, 16);
    }

    TestHouse(Path folder, CallTimes times, MediaLimits limits, int capacity) {
        this(folder, times, limits, capacity, null);
    }

    /** On vendors that are no fakes. */
    TestHouse(Path folder, Vendors real) {
        this(folder, times(), patient(), 8, real);
    }

    private TestHouse(Path folder, CallTimes times, MediaLimits limits, int capacity, @Nullable Vendors real) {
        this.folder = folder;
        control = new FakeControl(agent());
        recordings =
                new SealedRecordings(new LocalRecordings(folder.resolve("recordings")), Vault.of(TestDatabase.KEYS));
        connector = Connector.start(
                config(folder, control.uri(), times, limits, capacity),
                new Connector.Parts(
                        real == null ? vendors.vendors() : real,
                        VoiceActivities.energy("a test"),
                        records,
                        recordings));
    }

    static CallTimes times() {
        return new CallTimes(20_000, 10_000, 50, 60_000, 20_000, 10_000);
    }

    /** An agent that greets with two words and is quick to answer. */
    static AgentSnapshot agent() {
        return new AgentSnapshot(
                "You are a test.",
                "Hello there.",
                "Good bye.",
                "en-US",
                new AgentSnapshot.Llm("gpt-test", null, null),
                new AgentSnapshot.Stt(AgentSnapshot.Stt.Engine.V1, "nova-3", 300, List.of()),
                new AgentSnapshot.Tts("mistv2", "cove"),
                TurnPolicy.defaults().with(Limit.ENDPOINT_MS, 50).with(Limit.ENDPOINT_SHORT_MS, 50),
                List.of(
                        new AgentSnapshot.Tool(
                                "order-status",
                                "Looks up an order.",
                                Json.tree("{\"type\":\"object\"}"),
                                ToolClass.READ,
                                2_000,
                                5_000,
                                null),
                        new AgentSnapshot.Tool(
                                "cancel-order",
                                "Cancels an order for good.",
                                Json.tree("{\"type\":\"object\"}"),
                                ToolClass.IRREVERSIBLE,
                                2_000,
                                5_000,
                                null,
                                "Cancel {order_id}, yes?")),
                "+15550009999",
                true);
    }

    private static ConnectorConfig config(Path folder, URI control, CallTimes times, MediaLimits limits, int capacity) {
        var nowhere = new VendorEndpoints.Endpoint(URI.create("http://127.0.0.1:9"), Secret.of("none"), true);
        return new ConnectorConfig(
                new ConnectorConfig.Identity("c-1", URI.create("http://127.0.0.1:4200"), null, capacity),
                new ConnectorConfig.Listen("127.0.0.1", 0),
                control,
                Secret.of(FakeControl.TOKEN),
                new ConnectorConfig.Media(URI.create("ws://127.0.0.1/twilio/media-stream"), null, limits),
                new VendorEndpoints(nowhere, "AC0", nowhere, nowhere, nowhere, nowhere.url(), null),
                Secret.of("n8n"),
                new ConnectorConfig.Files(folder.resolve("spool")),
                new ConnectorConfig.Patience(100, 50, times));
    }

    URI media() {
        return URI.create("ws://127.0.0.1:" + connector.port() + "/twilio/media-stream");
    }

    HttpResponse<String> connect(Ringing ringing) throws Exception {
        ConnectRequest request = new ConnectRequest(
                ringing.dispatch(),
                ringing.call(),
                ringing.tenant(),
                "room-1",
                Instant.now().plusSeconds(30),
                "0".repeat(32));
        return post("/runtime/connect", Json.write(request));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(to(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode get(String path) throws Exception {
        return Json.tree(send(to(path).GET()).body());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.port() + path))
                .header("Authorization", "Bearer " + FakeControl.TOKEN);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Claims a new call and brings its media; the greeting has begun when this returns. */
    Phone call() throws Exception {
        Ringing ringing = control.ring();
        connect(ringing);
        return phone(ringing);
    }

    Phone phone(Ringing ringing) throws Exception {
        Caller caller = new Caller(media());
        caller.say(Caller.start(ringing.token()).replace("CA1", ringing.callSid()));
        return new Phone(ringing, caller, java.util.Objects.requireNonNull(vendors.ears.poll(20, SECONDS)));
    }

    @Override
    public void close() {
        connector.close();
        control.close();
    }
}
