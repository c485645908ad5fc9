package dev.voiceops.app.config;

import java.net.URI;
import java.util.List;

/** Who the vendors are to us: their keys and addresses. Names follow the vendors' own where there is one. */
public final class VendorSettings {
    private VendorSettings() {}

    private static final String TWILIO = "Twilio";
    private static final String LIVEKIT = "LiveKit";
    private static final String SPEECH = "Speech and language vendors";

    public static final Setting<String> TWILIO_ACCOUNT_SID = Setting.of(
            "TWILIO_ACCOUNT_SID", TWILIO, null, "Account whose numbers call us, AC and 32 hex digits", Parse::text);
    public static final Setting<String> TWILIO_AUTH_TOKEN = Setting.of(
                    "TWILIO_AUTH_TOKEN",
                    TWILIO,
                    null,
                    "Primary auth token: checks webhook signatures and signs REST calls; without it Twilio is"
                            + " simulated",
                    Parse::text)
            .asSecret();
    public static final Setting<Boolean> TWILIO_VALIDATE_SIGNATURE = Setting.of(
            "TWILIO_VALIDATE_SIGNATURE",
            TWILIO,
            "true",
            "false accepts unsigned webhooks (demo mode only, for tests with curl)",
            Parse::flag);
    public static final Setting<URI> TWILIO_WEBHOOK_BASE_URL = Setting.of(
            "TWILIO_WEBHOOK_BASE_URL",
            TWILIO,
            null,
            "Public https URL under which Twilio reaches control-plane-api; signatures are checked against it",
            Parse.url("http", "https"));
    public static final Setting<URI> TWILIO_MEDIA_STREAM_URL = Setting.of(
            "TWILIO_MEDIA_STREAM_URL",
            TWILIO,
            null,
            "Public wss URL of agent-connector's media socket; {connector} stands for the connector's id when there"
                    + " are several",
            Parse.url("ws", "wss"));
    public static final Setting<URI> TWILIO_API_URL = Setting.of(
            "TWILIO_API_URL",
            TWILIO,
            "https://api.twilio.com",
            "Base URL of Twilio's REST API",
            Parse.url("http", "https"));

    public static final Setting<URI> LIVEKIT_URL = Setting.of(
            "LIVEKIT_URL",
            LIVEKIT,
            null,
            "wss URL of the LiveKit project; without it no room is made",
            Parse.url("ws", "wss", "http", "https"));
    public static final Setting<String> LIVEKIT_API_KEY =
            Setting.of("LIVEKIT_API_KEY", LIVEKIT, null, "LiveKit API key", Parse::text);
    public static final Setting<String> LIVEKIT_API_SECRET = Setting.of(
                    "LIVEKIT_API_SECRET", LIVEKIT, null, "LiveKit API secret", Parse::text)
            .asSecret();
    public static final Setting<Boolean> LIVEKIT_MOCK_MODE = Setting.of(
            "LIVEKIT_MOCK_MODE",
            LIVEKIT,
            "true",
            "true: rooms and join tokens are made up locally and LiveKit is not called",
            Parse::flag);

    public static final Setting<String> DEEPGRAM_API_KEY = Setting.of(
                    "STT_DEEPGRAM_API_KEY",
                    SPEECH,
                    null,
                    "Deepgram key; without it the recogniser is simulated",
                    Parse::text)
            .asSecret();
    public static final Setting<URI> DEEPGRAM_URL = Setting.of(
            "STT_DEEPGRAM_URL",
            SPEECH,
            "wss://api.deepgram.com",
            "Base URL of Deepgram's streaming API",
            Parse.url("ws", "wss"));
    public static final Setting<String> OPENAI_API_KEY = Setting.of(
                    "OPENAI_API_KEY", SPEECH, null, "OpenAI key; without it the model is simulated", Parse::text)
            .asSecret();
    public static final Setting<URI> OPENAI_URL = Setting.of(
            "OPENAI_BASE_URL",
            SPEECH,
            "https://api.openai.com/v1",
            "Base URL of the Chat Completions API, with /v1",
            Parse.url("http", "https"));
    public static final Setting<String> RIME_API_KEY = Setting.of(
                    "TTS_RIME_API_KEY", SPEECH, null, "Rime key; without it the voice is simulated", Parse::text)
            .asSecret();
    public static final Setting<URI> RIME_WS_URL = Setting.of(
            "TTS_RIME_WS_URL",
            SPEECH,
            "wss://users-ws.rime.ai",
            "Base URL of Rime's streaming API",
            Parse.url("ws", "wss"));
    public static final Setting<URI> RIME_HTTP_URL = Setting.of(
            "TTS_RIME_HTTP_URL",
            SPEECH,
            "https://users.rime.ai",
            "Base URL of Rime's HTTP API (tts-vendor-probe)",
            Parse.url("http", "https"));

    static final List<Setting<?>> ALL = List.of(
            TWILIO_ACCOUNT_SID,
            TWILIO_AUTH_TOKEN,
            TWILIO_VALIDATE_SIGNATURE,
            TWILIO_WEBHOOK_BASE_URL,
            TWILIO_MEDIA_STREAM_URL,
            TWILIO_API_URL,
            LIVEKIT_URL,
            LIVEKIT_API_KEY,
            LIVEKIT_API_SECRET,
            LIVEKIT_MOCK_MODE,
            DEEPGRAM_API_KEY,
            DEEPGRAM_URL,
            OPENAI_API_KEY,
            OPENAI_URL,
            RIME_API_KEY,
            RIME_WS_URL,
            RIME_HTTP_URL);
}
