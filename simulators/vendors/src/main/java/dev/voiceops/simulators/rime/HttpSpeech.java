package dev.voiceops.simulators.rime;

import dev.voiceops.audio.Frames;
import dev.voiceops.audio.Mulaw;
import dev.voiceops.audio.Wav;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What {@code POST /v1/rime-tts} asks for, and how the answer is written. */
final class HttpSpeech {
    private static final int LONGEST_TEXT = 1_000;

    private HttpSpeech() {}

    /** How audio is written in the body. */
    enum Encoding {
        MULAW,
        PCM,
        WAV,
        JSON
    }

    record Wanted(String text, String model, Encoding encoding) {
        String contentType() {
            return switch (encoding) {
                case MULAW -> "audio/PCMU";
                case PCM -> "audio/L16";
                case WAV -> "audio/wav";
                case JSON -> "application/json";
            };
        }

        /** Whether pieces can be sent as they come. */
        boolean streams() {
            return encoding == Encoding.MULAW || encoding == Encoding.PCM;
        }

        byte[] encoded(byte[] mulaw) {
            return encoding == Encoding.PCM ? pcm(mulaw) : mulaw;
        }

        byte[] whole(byte[] mulaw) {
            if (encoding == Encoding.JSON) {
                var content = Base64.getEncoder().encodeToString(mulaw);
                return Json.write(Json.object().put("audioContent", content)).getBytes(StandardCharsets.UTF_8);
            }
            try (var out = new ByteArrayOutputStream()) {
                Wav.of(Mulaw.decode(mulaw), Frames.SAMPLE_RATE).write(out);
                return out.toByteArray();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        /** Little-endian, although L16 means big-endian elsewhere. */
        private static byte[] pcm(byte[] mulaw) {
            var bytes = ByteBuffer.allocate(2 * mulaw.length).order(ByteOrder.LITTLE_ENDIAN);
            for (byte code : mulaw) {
                bytes.putShort(Mulaw.decode(code));
            }
            return bytes.array();
        }
    }

    /** @throws IllegalArgumentException with Rime's own words for a 400 */
    static Wanted wanted(Request request) {
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("request body is required", broken);
        }
        var text = body.path("text").asString("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text is required");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("text is too long");
        }
        if (body.path("speaker").asString("").isEmpty()) {
            throw new IllegalArgumentException("speaker is required");
        }
        if (body.path("samplingRate").asInt(24_000) != Frames.SAMPLE_RATE) {
            throw new IllegalArgumentException("the simulator speaks samplingRate 8000 only");
        }
        var model = Model.served(body.path("modelId").asString(""));
        return new Wanted(text, model, encoding(request.header("accept")));
    }

    private static Encoding encoding(String accept) {
        return switch (accept) {
            case "audio/PCMU", "audio/x-mulaw" -> Encoding.MULAW;
            case "audio/L16", "audio/pcm" -> Encoding.PCM;
            case "audio/wav" -> Encoding.WAV;
            default -> Encoding.JSON;
        };
    }
}
