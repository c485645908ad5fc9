package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.ConfigException;
import dev.voiceops.app.config.Mode;
import dev.voiceops.app.config.RecordSettings;
import dev.voiceops.app.config.Setting;
import dev.voiceops.app.config.Settings;
import dev.voiceops.app.config.SignInSettings;
import dev.voiceops.app.config.VendorSettings;
import dev.voiceops.connector.Connector;
import dev.voiceops.connector.ConnectorConfig;
import dev.voiceops.connector.VendorEndpoints;
import dev.voiceops.connector.media.MediaLimits;
import dev.voiceops.connector.session.CallTimes;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.control.ControlPlane;
import dev.voiceops.control.ControlPlaneConfig;
import dev.voiceops.control.egress.AllowedHost;
import dev.voiceops.control.egress.EgressConfig;
import dev.voiceops.control.numbers.NumbersConfig;
import dev.voiceops.control.phone.PhoneConfig;
import dev.voiceops.control.retention.RetentionConfig;
import dev.voiceops.control.runtime.RuntimeConfig;
import dev.voiceops.control.signin.OidcConfig;
import dev.voiceops.control.signin.SignInConfig;
import dev.voiceops.control.signin.SigningKeys;
import dev.voiceops.debug.DebugWeb;
import dev.voiceops.debug.DebugWebConfig;
import dev.voiceops.http.ApiLimits;
import dev.voiceops.http.RolePort;
import dev.voiceops.http.SpringRoles;
import dev.voiceops.http.TrustedProxies;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.runner.AgentRunner;
import dev.voiceops.runner.RunnerConfig;
import dev.voiceops.store.Actor;
import dev.voiceops.store.AuditSigner;
import dev.voiceops.store.Db;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Vault;
import dev.voiceops.vendors.RoomBootstrap;
import dev.voiceops.vendors.livekit.LiveKitConfig;
import dev.voiceops.vendors.livekit.LiveKitRooms;
import dev.voiceops.vendors.livekit.MockRooms;
import dev.voiceops.vendors.twilio.TwilioAccount;
import dev.voiceops.vendors.twilio.TwilioTraces;
import dev.voiceops.worker.VoiceRuntimeWorker;
import dev.voiceops.worker.WorkerConfig;
import dev.voiceops.worker.audit.AuditSealingConfig;
import dev.voiceops.worker.retention.Copies;
import dev.voiceops.worker.retention.RetentionRun;
import dev.voiceops.worker.retention.RetentionSchedule;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From settings to the configuration of each role, and to the roles themselves. One thread. */
final class Assembly {
    /** A connector that was silent this long has no room: two and a half of its heartbeats. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final Duration LEASE = Duration.ofSeconds(15);

    private final Config config;
    private final LocalSecrets secrets;
    private final VendorPlan vendors;
    private final Db db;

    Assembly(Config config, LocalSecrets secrets, VendorPlan vendors, Db db) {
        this.config = config;
        this.secrets = secrets;
        this.vendors = vendors;
        this.db = db;
    }

    /** The connector, serving. */
    Connector connector() {
        String id = config.get(Settings.CONNECTOR_ID);
        Path home = config.get(Settings.HOME);
        String media = vendors.mediaStream().toString().replace("%7Bconnector%7D", id);
        return Connector.start(
                new ConnectorConfig(
                        new ConnectorConfig.Identity(id, connectorUrl(), null, config.get(Settings.CONNECTOR_CAPACITY)),
                        new ConnectorConfig.Listen(config.get(Settings.BIND), config.get(Settings.CONNECTOR_PORT)),
                        controlUrl(),
                        secrets.serviceToken(),
                        new ConnectorConfig.Media(URI.create(media), signatureKey(), MediaLimits.standard()),
                        endpoints(),
                        secrets.demoToolToken(),
                        new ConnectorConfig.Files(home.resolve("spool").resolve(id + ".journal")),
                        new ConnectorConfig.Patience(
                                config.get(Settings.DRAIN).toMillis(), 2_000, CallTimes.standard())),
                db,
                recordings(config, secrets));
    }

    /** Where this platform keeps the sound of calls. */
    static SealedRecordings recordings(Config config, LocalSecrets secrets) {
        return new SealedRecordings(Recordings.store(config), Vault.of(secrets.encryptionKeys()));
    }

    /** The Spring roles among these, serving; empty if there are none. */
    Optional<AutoCloseable> springRoles(Set<Role> roles) {
        List<Role> spring = roles.stream().filter(Role::isSpring).toList();
        if (spring.isEmpty()) {
            return Optional.empty();
        }
        ServiceToken token = new ServiceToken(secrets.serviceToken().reveal());
        List<RolePort> ports = spring.stream()
                .map(role -> new RolePort(role.home(), config.get(role.port())))
                .toList();
        List<Class<?>> configurations =
                spring.stream().<Class<?>>map(Assembly::configuration).toList();
        List<Object> beans = new ArrayList<>(List.of(
                db,
                token,
                InstantSource.system(),
                controlPlane(),
                numbers(),
                egress(),
                rooms(),
                worker(),
                new RunnerConfig(FRESH, Duration.ofSeconds(5)),
                debug(),
                AuditSigner.of(secrets.encryptionKeys()),
                new AuditSealingConfig(
                        config.get(Settings.AUDIT_CHECKPOINT_ROWS), config.get(Settings.AUDIT_CHECKPOINT_AGE)),
                new ApiLimits(config.get(Settings.API_RATE)),
                recordings(config, secrets),
                vendors.hosts(),
                secrets.signingKey(),
                new RetentionConfig(Duration.ofDays(config.get(RecordSettings.HOLD_GRACE_DAYS))),
                new RetentionSchedule(config.get(RecordSettings.RETENTION_AT), controlUrl()),
                twilio()));
        config.find(SignInSettings.TRUSTED_PROXIES).map(TrustedProxies::new).ifPresent(beans::add);
        if (roles.contains(Role.CONTROL_PLANE_API)) beans.add(signIn());
        return Optional.of(SpringRoles.start(config.get(Settings.BIND), ports, configurations, beans));
    }

    /** Retention for a command, beside a platform that may be up; closing it lets go of what it asks other roles with. */
    RetentionHand retention(Actor actor) {
        ServiceClient services =
                new ServiceClient(new ServiceToken(secrets.serviceToken().reveal()));
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        Copies copies = new Copies(Recordings.store(config), new TwilioTraces(http, twilio()), services, controlUrl());
        return new RetentionHand(new RetentionRun(db, actor, secrets.signingKey(), copies), services, http);
    }

    /** Retention at work by hand. */
    record RetentionHand(RetentionRun run, ServiceClient services, HttpClient http) implements AutoCloseable {
        @Override
        public void close() {
            services.close();
            http.close();
        }
    }

    private static Class<?> configuration(Role role) {
        return switch (role) {
            case CONTROL_PLANE_API -> ControlPlane.class;
            case VOICE_RUNTIME_WORKER -> VoiceRuntimeWorker.class;
            case AGENT_RUNNER -> AgentRunner.class;
            case OPS_DEBUG_WEB -> DebugWeb.class;
            case AGENT_CONNECTOR, SIMULATORS -> throw new IllegalArgumentException(role + " is not a Spring role");
        };
    }

    private ControlPlaneConfig controlPlane() {
        return new ControlPlaneConfig(
                new PhoneConfig(
                        vendors.webhookBase(),
                        signatureKey(),
                        vendors.mediaStream().toString().replace("%7B", "{").replace("%7D", "}"),
                        Duration.ofMinutes(2),
                        FRESH,
                        "We are sorry, nobody can take your call right now. Please call again later.",
                        vendors.twilio().simulated()),
                new RuntimeConfig(LEASE, config.find(VendorSettings.LIVEKIT_URL).orElse(null)));
    }

    private NumbersConfig numbers() {
        return new NumbersConfig(twilio(), vendors.webhookBase());
    }

    private TwilioAccount twilio() {
        String account = vendors.twilioAccount();
        URI api = URI.create(vendors.twilio().url() + "/2010-04-01");
        return new TwilioAccount(api, account, account, vendors.twilio().key().reveal());
    }

    private SignInConfig signIn() {
        boolean production = config.get(Settings.MODE) == Mode.PRODUCTION;
        Secret devTokenKey = config.find(Settings.DEV_TOKEN_KEY).map(Secret::of).orElse(null);
        if (production && devTokenKey != null) {
            throw new ConfigException(List.of(Settings.DEV_TOKEN_KEY.name()
                    + " is set. It lets its holder act as anybody: take it away, production mode has no such route."));
        }
        return new SignInConfig(
                SigningKeys.parse(secrets.signingSecrets().reveal()),
                new SignInConfig.Times(
                        config.get(Settings.ACCESS_TOKEN_LIFE),
                        config.get(Settings.SESSION_IDLE),
                        config.get(Settings.SESSION_LONGEST)),
                new SignInConfig.Doors(
                        production,
                        config.find(Settings.BOOTSTRAP_KEY).map(Secret::of).orElse(null),
                        devTokenKey),
                config.find(Settings.PUBLIC_URL).orElse(null),
                oidc());
    }

    private @Nullable OidcConfig oidc() {
        List<Setting<?>> parts =
                List.of(SignInSettings.OIDC_ISSUER, SignInSettings.OIDC_CLIENT_ID, SignInSettings.OIDC_CLIENT_SECRET);
        List<String> missing = parts.stream()
                .filter(part -> config.find(part).isEmpty())
                .map(part -> part.name() + " is missing; sign-in by an OpenID provider needs it")
                .toList();
        if (missing.size() == parts.size()) return null;
        if (!missing.isEmpty()) throw new ConfigException(missing);
        try {
            return new OidcConfig(
                    config.get(SignInSettings.OIDC_ISSUER),
                    config.get(SignInSettings.OIDC_CLIENT_ID),
                    Secret.of(config.get(SignInSettings.OIDC_CLIENT_SECRET)),
                    config.get(SignInSettings.OIDC_ALGORITHM),
                    config.find(Settings.PUBLIC_URL).orElse(local(Settings.CONTROL_PORT)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(SignInSettings.OIDC_ISSUER.name() + ": " + e.getMessage()));
        }
    }

    /** Demo mode has its tools served by this machine's own connector. */
    private EgressConfig egress() {
        List<AllowedHost> mock = config.get(Settings.MODE) == Mode.DEMO
                ? List.of(AllowedHost.parse(connectorUrl().getAuthority()))
                : List.of();
        return new EgressConfig(
                config.find(Settings.EGRESS_ALLOW).orElse(mock), Set.copyOf(config.get(Settings.EGRESS_PORTS)));
    }

    private WorkerConfig worker() {
        return new WorkerConfig(
                config.find(Settings.RUNNER_URL).orElse(local(Settings.RUNNER_PORT)),
                config.get(Settings.DISPATCH_TTL),
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(45));
    }

    private DebugWebConfig debug() {
        return new DebugWebConfig(
                controlUrl(),
                secrets.debugToken(),
                vendors.anySimulated() ? local(Settings.SIMULATOR_PORT) : null,
                vendors.simulated());
    }

    private RoomBootstrap rooms() {
        if (config.get(VendorSettings.LIVEKIT_MOCK_MODE)) {
            return new MockRooms();
        }
        return new LiveKitRooms(new LiveKitConfig(
                config.get(VendorSettings.LIVEKIT_URL),
                config.get(VendorSettings.LIVEKIT_API_KEY),
                config.get(VendorSettings.LIVEKIT_API_SECRET)));
    }

    private VendorEndpoints endpoints() {
        return new VendorEndpoints(
                endpoint(vendors.twilio()),
                vendors.twilioAccount(),
                endpoint(vendors.deepgram()),
                endpoint(vendors.openai()),
                endpoint(vendors.rime()),
                vendors.rimeHttp(),
                null);
    }

    private static VendorEndpoints.Endpoint endpoint(VendorPlan.Endpoint planned) {
        return new VendorEndpoints.Endpoint(planned.url(), planned.key(), planned.simulated());
    }

    private @Nullable Secret signatureKey() {
        return config.get(VendorSettings.TWILIO_VALIDATE_SIGNATURE)
                ? vendors.twilio().key()
                : null;
    }

    private URI controlUrl() {
        return config.find(Settings.CONTROL_URL).orElse(local(Settings.CONTROL_PORT));
    }

    private URI connectorUrl() {
        return config.find(Settings.CONNECTOR_URL).orElse(local(Settings.CONNECTOR_PORT));
    }

    private URI local(Setting<Integer> port) {
        return URI.create("http://127.0.0.1:" + config.get(port));
    }
}
