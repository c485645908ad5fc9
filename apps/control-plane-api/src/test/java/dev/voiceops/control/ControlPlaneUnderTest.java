package dev.voiceops.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.control.egress.AllowedHost;
import dev.voiceops.control.egress.EgressConfig;
import dev.voiceops.control.numbers.NumbersConfig;
import dev.voiceops.control.phone.PhoneConfig;
import dev.voiceops.control.retention.RetentionConfig;
import dev.voiceops.control.runtime.RuntimeConfig;
import dev.voiceops.control.signin.Members;
import dev.voiceops.control.signin.SignInConfig;
import dev.voiceops.control.signin.SigningKeys;
import dev.voiceops.http.RolePort;
import dev.voiceops.http.SpringRoles;
import dev.voiceops.recordings.LocalRecordings;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.AuditSigner;
import dev.voiceops.store.Connector;
import dev.voiceops.store.Connectors;
import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import dev.voiceops.store.EncryptionKeys;
import dev.voiceops.store.FreePorts;
import dev.voiceops.store.Integration;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.Vault;
import dev.voiceops.store.testing.Interruption;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import dev.voiceops.vendors.VendorHosts;
import dev.voiceops.vendors.twilio.TwilioAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The role on a port of its own, with a fresh database. Requests of Twilio are signed here by hand, as its documentation says. */
public final class ControlPlaneUnderTest implements AutoCloseable {
    /** Where Twilio believes to reach the role; nothing listens there. */
    public static final String PUBLIC = "https://voice.example.com";

    /** The platform's account there. */
    public static final String TWILIO_ACCOUNT = "AC" + "0".repeat(32);

    private static final String AUTH_TOKEN = "12345";
    private static final ServiceToken SERVICE = new ServiceToken("0123456789abcdef");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final SigningKeys KEYS = SigningKeys.parse("a signing secret for the tests alone");

    /** What receipts are signed with. */
    public static final SigningKey SIGNING_KEY = SigningKey.of(new byte[32]);

    private final Path sound = soundFolder();
    private final SealedRecordings recordings =
            new SealedRecordings(new LocalRecordings(sound), Vault.of(TestDatabase.KEYS));
    private final TestDatabase database;
    private final boolean guest;
    private final Members members;
    private final int port = FreePorts.one();
    private final ConfigurableApplicationContext context;

    public ControlPlaneUnderTest(Duration mediaTokenValidity, Duration lease) {
        this(mediaTokenValidity, lease, URI.create("http://127.0.0.1:1/2010-04-01"));
    }

    /** With a Twilio REST API of the test's own. */
    public ControlPlaneUnderTest(Duration mediaTokenValidity, Duration lease, URI twilio) {
        this(TestDatabase.create(12), false, mediaTokenValidity, lease, twilio, SignInConfig.with(KEYS), List.of());
    }

    /** With other settings of sign-in, and more beans. */
    public ControlPlaneUnderTest(UnaryOperator<SignInConfig> signIn, Object... more) {
        this(
                TestDatabase.create(12),
                false,
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                URI.create("http://127.0.0.1:1/2010-04-01"),
                signIn.apply(SignInConfig.with(KEYS)),
                List.of(more));
    }

    /** Another process of the role, as it were, on the same database; close it first. */
    public ControlPlaneUnderTest beside() {
        return new ControlPlaneUnderTest(
                database,
                true,
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                URI.create("http://127.0.0.1:1/2010-04-01"),
                SignInConfig.with(KEYS),
                List.of());
    }

    private ControlPlaneUnderTest(
            TestDatabase database,
            boolean guest,
            Duration mediaTokenValidity,
            Duration lease,
            URI twilio,
            SignInConfig signIn,
            List<Object> more) {
        this.database = database;
        this.guest = guest;
        this.members = new Members(database.db(), KEYS);
        PhoneConfig phone = new PhoneConfig(
                URI.create(PUBLIC),
                Secret.of(AUTH_TOKEN),
                "wss://media.example.com/{connector}/twilio/media-stream",
                mediaTokenValidity,
                Duration.ofSeconds(30),
                "Nobody can answer now.",
                true);
        RuntimeConfig runtime = new RuntimeConfig(lease, URI.create("wss://livekit.example.com"));
        NumbersConfig numbers = new NumbersConfig(
                new TwilioAccount(twilio, TWILIO_ACCOUNT, TWILIO_ACCOUNT, AUTH_TOKEN), URI.create(PUBLIC));
        context = SpringRoles.start(
                "127.0.0.1",
                List.of(new RolePort("dev.voiceops.control", port)),
                List.of(ControlPlane.class),
                beans(
                        more,
                        SERVICE,
                        database.db(),
                        InstantSource.system(),
                        new ControlPlaneConfig(phone, runtime),
                        numbers,
                        signIn,
                        new EgressConfig(List.of(AllowedHost.parse("127.0.0.1")), EgressConfig.PORTS),
                        AuditSigner.of(TestDatabase.KEYS),
                        recordings,
                        new VendorHosts(Map.of()),
                        SIGNING_KEY,
                        new RetentionConfig(Duration.ofDays(7))));
    }

    private static List<Object> beans(List<Object> more, Object... usual) {
        return Stream.concat(Stream.of(usual), more.stream()).toList();
    }

    public Db db() {
        return database.db();
    }

    /** Its database, past all policies. */
    public DataSource superuser() {
        return database.superuser();
    }

    /** Every route there is. */
    public Map<RequestMappingInfo, HandlerMethod> routes() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
    }

    /** People to act as. */
    public Members members() {
        return members;
    }

    /** Authorization header of a new person of the internal team. */
    public String bearer(Role internalRole) {
        return members.bearer(members.add(internalRole));
    }

    /** Authorization header of a new person who has this role in this tenant and nothing else. */
    public String bearer(TenantId tenant, Role role) {
        return members.bearer(members.add(tenant, role));
    }

    /**
     * A person's request.
     *
     * @param bearer as {@link #bearer} gives it; empty: nobody's
     * @param body null for none; text is sent as it is, anything else as JSON
     */
    public HttpResponse<String> send(String bearer, String method, String target, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(target));
        if (!bearer.isEmpty()) request.header("Authorization", bearer);
        if (body == null) return send(request.method(method, BodyPublishers.noBody()));
        String text = body instanceof String written ? written : Json.write(body);
        return send(request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(text)));
    }

    /** A person's request that was answered with this status and JSON. */
    public <T> T send(String bearer, String method, String target, @Nullable Object body, int status, Class<T> answer) {
        HttpResponse<String> response = send(bearer, method, target, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return Json.read(response.body(), answer);
    }

    /** Where it finds the sound of calls. */
    public SealedRecordings recordings() {
        return recordings;
    }

    private static Path soundFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "sound");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tenant's secrets become such as were sealed with a key that is gone. */
    public void sealElsewhere(TenantId tenant) {
        byte[] gone = new byte[32];
        gone[0] = 9;
        try (Database elsewhere = Database.openIn(database.server(), database.name(), EncryptionKeys.of(gone), 1)) {
            elsewhere.db().tenant(tenant, Specimen.TESTER, tx -> {
                for (Integration integration : Integrations.list(tx)) {
                    Integrations.save(tx, integration, Secret.of("unreadable"));
                }
                return tenant;
            });
        }
    }

    /** What somebody does who may do everything in the database. */
    public void asSuperuser(String statement) {
        JdbcClient.create(database.superuser()).sql(statement).update();
    }

    /** Kills transactions of this role's database. */
    public Interruption interruption() {
        return Interruption.of(database);
    }

    /** Takes the database away. */
    public void loseDatabase() {
        database.close();
    }

    /** A connector with this much room says hello. */
    public void connector(String id, int capacity) {
        Connector connector = new Connector(id, "http://127.0.0.1:1", null, capacity, 0, false, Instant.EPOCH);
        db().platform(Specimen.TEST, Specimen.TESTER, tx -> {
            Connectors.heartbeat(tx, connector);
            return id;
        });
    }

    /** A webhook as Twilio sends it: signed for the public URL. */
    public HttpResponse<String> twilio(String target, Map<String, String> form) {
        return post(target, form, sign(PUBLIC + target, form));
    }

    /** The same with any signature. */
    public HttpResponse<String> post(String target, Map<String, String> form, String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(target))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .POST(BodyPublishers.ofString(encode(form)));
        if (!signature.isEmpty()) request.header("X-Twilio-Signature", signature);
        return send(request);
    }

    /** A question of another role. */
    public HttpResponse<String> ask(String target, Object body) {
        return send(HttpRequest.newBuilder(at(target))
                .header("Content-Type", "application/json")
                .header("Authorization", SERVICE.header())
                .POST(BodyPublishers.ofString(body instanceof String text ? text : Json.write(body))));
    }

    /** A question of another role that was answered with 200. */
    public <T> T ask(String target, Object body, Class<T> answer) {
        HttpResponse<String> response = ask(target, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body(), answer);
    }

    /** Authorization header of another role. */
    public String serviceBearer() {
        return SERVICE.header();
    }

    public HttpResponse<String> get(String target) {
        return send(HttpRequest.newBuilder(at(target))
                .header("Authorization", SERVICE.header())
                .GET());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI at(String target) {
        return URI.create("http://127.0.0.1:" + port + target);
    }

    /** That the answer is a problem of this type. */
    public static Problem problem(HttpResponse<String> answer, ProblemType type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(type.status());
        Problem problem = Json.read(answer.body(), Problem.class);
        assertThat(problem.is(type)).as(answer.body()).isTrue();
        return problem;
    }

    /** Twilio's algorithm: base64 of HMAC-SHA1 over the URL and the sorted fields. */
    public static String sign(String url, Map<String, String> form) {
        StringBuilder text = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(AUTH_TOKEN.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        if (!guest) database.close();
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
