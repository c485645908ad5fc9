package dev.voiceops.vendors.rime;

import dev.voiceops.vendors.TtsOptions;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure.Kind;
import dev.voiceops.vendors.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks Rime to speak one sentence over HTTP ({@code POST /v1/rime-tts}), to see whether key, model and voice work.
 * Thread-safe, blocking.
 */
public final class RimeProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_AUDIO = 8000 * 120; // two minutes
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Wire wire;
    private final RimeConfig config;

    public RimeProbe(Wire wire, RimeConfig config) {
        this.wire = wire;
        this.config = config;
    }

    /**
     * What came back.
     *
     * @param mulaw the sound, G.711 mu-law at 8 kHz
     * @param firstByteMs from asking to the first byte of sound
     * @param totalMs from asking to the last
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
    public record Spoken(byte[] mulaw, long firstByteMs, long totalMs) {
        /** How long the sound plays. */
        public long durationMs() {
            return mulaw.length / 8;
        }
    }

    /**
     * Speaks {@code text}, at most 1000 characters.
     *
     * @throws VendorException when Rime refuses, is out of reach, or answers with something other than mu-law
     */
    public Spoken speak(TtsOptions options, String text) {
        Rime.check(options);
        long asked = wire.pulse().nowMs();
        try {
            var response = wire.http().send(request(options, text), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != 200) throw new VendorException(Failures.status(response.statusCode()));
                var type = response.headers().firstValue("Content-Type").orElse("");
                if (!type.startsWith("audio/PCMU") && !type.startsWith("audio/x-mulaw")) {
                    throw new VendorException(Failures.failure(
                            Kind.PROTOCOL, "content_type", "Rime answered with something other than mu-law"));
                }
                return listen(body, asked);
            }
        } catch (IOException e) {
            throw new VendorException(Failures.failure(Kind.TRANSIENT, "io", "the connection to Rime failed"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VendorException(Failures.failure(Kind.TRANSIENT, "interrupted", "interrupted while waiting"), e);
        }
    }

    private Spoken listen(InputStream body, long asked) throws IOException {
        var sound = new ByteArrayOutputStream();
        long first = 0;
        var buffer = new byte[8192];
        for (int read = body.read(buffer); read >= 0 && sound.size() < MAX_AUDIO; read = body.read(buffer)) {
            if (sound.size() == 0) first = wire.pulse().nowMs() - asked;
            sound.write(buffer, 0, read);
        }
        return new Spoken(sound.toByteArray(), first, wire.pulse().nowMs() - asked);
    }

    private HttpRequest request(TtsOptions options, String text) {
        var body = JSON.createObjectNode()
                .put("text", text)
                .put("speaker", options.speaker())
                .put("modelId", options.model())
                .put("lang", options.language())
                .put("samplingRate", 8000);
        var plain = "http".equals(config.http().getScheme());
        return HttpRequest.newBuilder(URI.create(config.http() + "/v1/rime-tts"))
                .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + config.key())
                .header("Content-Type", "application/json")
                .header("Accept", "audio/PCMU")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }
}
