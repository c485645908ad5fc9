package dev.voiceops.app.config;

import dev.voiceops.control.egress.AllowedHost;
import dev.voiceops.store.EncryptionKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every setting there is. A key that is not in {@link #ALL} is refused at start-up. Names follow the vendors' own
 * where there is one.
 */
public final class Settings {
    private Settings() {}

    private static final String PROCESS = "Process";
    private static final String DATA = "Data and secrets";
    private static final String SIGN_IN = "Sign-in";
    private static final String RUNTIME = "Runtime";
    private static final String SIMULATION = "Simulators";

    public static final Setting<Mode> MODE = Setting.of(
            "VOICEOPS_MODE",
            PROCESS,
            "demo",
            "demo: a vendor without a key is simulated; production: every key is required and nothing is simulated",
            Parse.oneOf(Mode.class));
    public static final Setting<Path> HOME = Setting.of(
            "VOICEOPS_HOME",
            PROCESS,
            ".voiceops",
            "Folder for the embedded database, recordings, spool and logs",
            Parse::path);
    public static final Setting<String> BIND =
            Setting.of("VOICEOPS_BIND", PROCESS, "127.0.0.1", "Address every port listens on", Parse::text);
    public static final Setting<Integer> CONTROL_PORT =
            Setting.of("VOICEOPS_CONTROL_PLANE_PORT", PROCESS, "4000", "Port of control-plane-api", Parse::port);
    public static final Setting<Integer> RUNNER_PORT =
            Setting.of("VOICEOPS_RUNNER_PORT", PROCESS, "4100", "Port of agent-runner", Parse::port);
    public static final Setting<Integer> CONNECTOR_PORT =
            Setting.of("VOICEOPS_CONNECTOR_PORT", PROCESS, "4200", "Port of agent-connector", Parse::port);
    public static final Setting<Integer> DEBUG_PORT =
            Setting.of("VOICEOPS_DEBUG_PORT", PROCESS, "4300", "Port of ops-debug-web", Parse::port);
    public static final Setting<Integer> WORKER_PORT = Setting.of(
            "VOICEOPS_WORKER_PORT", PROCESS, "4400", "Port of voice-runtime-worker (health only)", Parse::port);
    public static final Setting<Integer> SIMULATOR_PORT = Setting.of(
            "VOICEOPS_SIMULATOR_PORT", PROCESS, "4500", "Port of the vendor simulators, on loopback only", Parse::port);
    public static final Setting<URI> CONTROL_URL = Setting.of(
            "VOICEOPS_CONTROL_PLANE_URL",
            PROCESS,
            null,
            "Where other roles reach control-plane-api; by default this machine at its port",
            Parse.url("http", "https"));
    public static final Setting<URI> RUNNER_URL = Setting.of(
            "VOICEOPS_RUNNER_URL",
            PROCESS,
            null,
            "Where voice-runtime-worker reaches agent-runner; by default this machine at its port",
            Parse.url("http", "https"));
    public static final Setting<URI> CONNECTOR_URL = Setting.of(
            "VOICEOPS_CONNECTOR_URL",
            PROCESS,
            null,
            "Where agent-runner and ops-debug-web reach this agent-connector; by default this machine at its port",
            Parse.url("http", "https"));

    public static final Setting<String> DATABASE_URL = Setting.of(
                    "DATABASE_URL",
                    DATA,
                    null,
                    "postgres://user:password@host:port/database of an outside Postgres (16 or newer); without it an"
                            + " embedded one starts",
                    Parse::text)
            .asSecret();
    public static final Setting<Integer> DATABASE_PORT = Setting.of(
            "VOICEOPS_DATABASE_PORT", DATA, "4532", "Port of the embedded Postgres, on loopback only", Parse::port);
    public static final Setting<EncryptionKeys> ENCRYPTION_KEY = Setting.of(
                    "ENCRYPTION_KEY",
                    DATA,
                    null,
                    "Key-encryption key for secrets at rest, 32 bytes in base64; several with commas between them, the"
                            + " first seals, all open (voiceops secrets rotate); in demo mode one is made and kept in"
                            + " VOICEOPS_HOME",
                    Parse::keys)
            .asSecret();
    public static final Setting<Path> ENCRYPTION_KEYS_FILE = Setting.of(
            "ENCRYPTION_KEYS_FILE",
            DATA,
            null,
            "File with the same keys, one a line, the sealing one first; instead of ENCRYPTION_KEY",
            Parse::path);
    public static final Setting<byte[]> SIGNING_KEY = Setting.of(
                    "VOICEOPS_SIGNING_KEY",
                    DATA,
                    null,
                    "Seed of the Ed25519 key that signs deletion receipts, 32 bytes in base64; in demo mode one is made and kept in VOICEOPS_HOME",
                    Parse::seed)
            .asSecret();
    public static final Setting<String> SERVICE_TOKEN = Setting.of(
                    "VOICEOPS_SERVICE_TOKEN",
                    DATA,
                    null,
                    "Credential the roles show each other; in demo mode one is made and kept in VOICEOPS_HOME",
                    Parse::longSecret)
            .asSecret();
    public static final Setting<String> DEBUG_TOKEN = Setting.of(
                    "OPS_DEBUG_TOKEN",
                    DATA,
                    null,
                    "What opens ops-debug-web (in the printed URL); made at each start when not set",
                    Parse::longSecret)
            .asSecret();

    public static final Setting<String> JWT_SECRET = Setting.of(
                    "JWT_SECRET",
                    SIGN_IN,
                    null,
                    "Signs access tokens, 32 characters or more; several with commas between: the first signs, all verify; in demo mode one is made and kept in VOICEOPS_HOME",
                    Parse::signingSecrets)
            .asSecret();
    public static final Setting<Duration> ACCESS_TOKEN_LIFE = Setting.of(
            "VOICEOPS_ACCESS_TOKEN_SECONDS",
            SIGN_IN,
            "900",
            "How long an access token is good, s",
            Parse.seconds(60, 3_600));
    public static final Setting<Duration> SESSION_IDLE = Setting.of(
            "VOICEOPS_SESSION_IDLE_SECONDS",
            SIGN_IN,
            "3600",
            "A browser's session ends after so long without a request, s",
            Parse.seconds(120, 86_400));
    public static final Setting<Duration> SESSION_LONGEST = Setting.of(
            "VOICEOPS_SESSION_LONGEST_SECONDS",
            SIGN_IN,
            "43200",
            "A browser's session ends after so long in any case, s",
            Parse.seconds(120, 604_800));
    public static final Setting<URI> PUBLIC_URL = Setting.of(
            "VOICEOPS_PUBLIC_URL",
            SIGN_IN,
            null,
            "Where browsers find control-plane-api when a proxy stands before it; pages of this origin may use a session's cookie",
            Parse.url("http", "https"));
    public static final Setting<String> BOOTSTRAP_KEY = Setting.of(
                    "VOICEOPS_BOOTSTRAP_KEY",
                    SIGN_IN,
                    null,
                    "Opens POST /auth/bootstrap/user, and in production mode POST /auth/register-first-admin (header X-Bootstrap-Key); without it they are not there",
                    Parse::longSecret)
            .asSecret();
    public static final Setting<String> DEV_TOKEN_KEY = Setting.of(
                    "VOICEOPS_DEV_TOKEN_KEY",
                    SIGN_IN,
                    null,
                    "Opens POST /internal/dev/token (header X-Dev-Token-Key), which gives an access token for anybody; refused in production mode",
                    Parse::longSecret)
            .asSecret();

    public static final Setting<Integer> AUDIT_CHECKPOINT_ROWS = Setting.of(
            "VOICEOPS_AUDIT_CHECKPOINT_ROWS",
            DATA,
            "100",
            "An audit chain gets a signed checkpoint after so many rows",
            Parse.between(1, 1_000_000));
    public static final Setting<Duration> AUDIT_CHECKPOINT_AGE = Setting.of(
            "VOICEOPS_AUDIT_CHECKPOINT_SECONDS",
            DATA,
            "300",
            "An audit chain gets a signed checkpoint when its oldest row without one is so old, s",
            Parse.seconds(10, 86_400));
    public static final Setting<Integer> API_RATE = Setting.of(
            "VOICEOPS_API_RATE_PER_MINUTE",
            PROCESS,
            "600",
            "Requests a person or key may send to the API in a minute, in each process",
            Parse.between(1, 1_000_000));

    public static final Setting<String> CONNECTOR_ID = Setting.of(
            "VOICEOPS_CONNECTOR_ID",
            RUNTIME,
            "connector-1",
            "Name of this agent-connector, one per process",
            Parse::text);
    public static final Setting<Integer> CONNECTOR_CAPACITY = Setting.of(
            "VOICEOPS_CONNECTOR_CAPACITY",
            RUNTIME,
            "100",
            "Live calls this agent-connector takes at most",
            Parse.between(1, 10_000));
    public static final Setting<Duration> DRAIN = Setting.of(
            "VOICEOPS_DRAIN_SECONDS",
            RUNTIME,
            "20",
            "How long a stopping agent-connector lets calls finish before it says goodbye, s",
            Parse.seconds(0, 3_600));
    public static final Setting<Duration> DISPATCH_TTL = Setting.of(
            "VOICEOPS_DISPATCH_TTL_SECONDS",
            RUNTIME,
            "30",
            "How long a dispatch may wait for its one claim, s",
            Parse.seconds(1, 600));

    public static final Setting<List<AllowedHost>> EGRESS_ALLOW = Setting.of(
            "VOICEOPS_EGRESS_ALLOW",
            RUNTIME,
            null,
            "Hosts that tools may reach although their addresses are private: host or host:port, separated by commas; by default none, in demo mode this machine's mock n8n",
            Parse.listOf(AllowedHost::parse));
    public static final Setting<List<Integer>> EGRESS_PORTS = Setting.of(
            "VOICEOPS_EGRESS_PORTS",
            RUNTIME,
            "80,443,5678,8080,8443",
            "TCP ports on which tools may reach hosts that are not in VOICEOPS_EGRESS_ALLOW, separated by commas",
            Parse.listOf(Parse::port));

    public static final Setting<Ears> SIMULATED_EARS = Setting.of(
            "VOICEOPS_SIMULATED_EARS",
            SIMULATION,
            "recogniser",
            "recogniser: the simulated Deepgram really hears the audio; scripted: it reads the scenario (light, for"
                    + " tests)",
            Parse.oneOf(Ears.class));
    public static final Setting<Voices> SIMULATED_VOICE = Setting.of(
            "VOICEOPS_SIMULATED_VOICE",
            SIMULATION,
            "speech",
            "speech: caller and agent speak with embedded voices; tone: they hum (light, for load)",
            Parse.oneOf(Voices.class));

    /** All of them, in the order in which {@code voiceops config} prints them. */
    public static final List<Setting<?>> ALL = Stream.of(
                    List.of(
                            MODE,
                            HOME,
                            BIND,
                            CONTROL_PORT,
                            RUNNER_PORT,
                            CONNECTOR_PORT,
                            DEBUG_PORT,
                            WORKER_PORT,
                            SIMULATOR_PORT,
                            CONTROL_URL,
                            RUNNER_URL,
                            CONNECTOR_URL,
                            API_RATE,
                            DATABASE_URL,
                            DATABASE_PORT,
                            ENCRYPTION_KEY,
                            ENCRYPTION_KEYS_FILE,
                            SIGNING_KEY,
                            SERVICE_TOKEN,
                            DEBUG_TOKEN,
                            AUDIT_CHECKPOINT_ROWS,
                            AUDIT_CHECKPOINT_AGE,
                            JWT_SECRET,
                            ACCESS_TOKEN_LIFE,
                            SESSION_IDLE,
                            SESSION_LONGEST,
                            PUBLIC_URL,
                            BOOTSTRAP_KEY,
                            DEV_TOKEN_KEY),
                    SignInSettings.ALL,
                    RecordSettings.ALL,
                    VendorSettings.ALL,
                    List.of(
                            CONNECTOR_ID,
                            CONNECTOR_CAPACITY,
                            DRAIN,
                            DISPATCH_TTL,
                            EGRESS_ALLOW,
                            EGRESS_PORTS,
                            SIMULATED_EARS,
                            SIMULATED_VOICE))
            .<Setting<?>>flatMap(List::stream)
            .toList();
}
