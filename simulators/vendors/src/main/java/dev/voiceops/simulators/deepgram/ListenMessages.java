package dev.voiceops.simulators.deepgram;

import dev.voiceops.simulators.speech.Transcript;
import dev.voiceops.simulators.wire.Json;
import java.time.Instant;
import java.util.List;

/** Writes what {@code /v1/listen} sends. */
final class ListenMessages {
    private final String requestId;
    private final ListenOptions options;

    ListenMessages(String requestId, ListenOptions options) {
        this.requestId = requestId;
        this.options = options;
    }

    /** How final a transcript is. */
    record Finality(boolean last, boolean speechFinal, boolean fromFinalize) {
        static final Finality INTERIM = new Finality(false, false, false);
    }

    String results(Transcript heard, Finality finality) {
        var words = Formatted.words(heard.words(), options.punctuate() && finality.last(), options.numerals());
        double confidence = words.isEmpty() ? 0 : heard.scripted() ? 0.99 : 0.93;
        var message = Json.object().put("type", "Results");
        message.putArray("channel_index").add(0).add(1);
        message.put("duration", rounded(heard.end() - heard.start()))
                .put("start", rounded(heard.start()))
                .put("is_final", finality.last())
                .put("speech_final", finality.speechFinal())
                .put("from_finalize", finality.fromFinalize());
        var alternative = message.putObject("channel").putArray("alternatives").addObject();
        alternative.put("transcript", Formatted.text(words)).put("confidence", confidence);
        var list = alternative.putArray("words");
        for (var word : words) {
            var one = list.addObject()
                    .put("word", word.word().text())
                    .put("start", rounded(word.word().start()))
                    .put("end", rounded(word.word().end()))
                    .put("confidence", confidence);
            if (options.punctuate()) {
                one.put("punctuated_word", word.punctuated());
            }
        }
        var metadata = message.putObject("metadata").put("request_id", requestId);
        metadata.put("model_uuid", "00000000-0000-4000-8000-000000000000");
        metadata.putObject("model_info")
                .put("name", options.model())
                .put("version", "simulated")
                .put("arch", "simulated");
        return Json.write(message);
    }

    String speechStarted(double at) {
        var message = Json.object().put("type", "SpeechStarted");
        message.putArray("channel").add(0).add(1);
        return Json.write(message.put("timestamp", rounded(at)));
    }

    String utteranceEnd(double lastWordEnd) {
        var message = Json.object().put("type", "UtteranceEnd");
        message.putArray("channel").add(0).add(1);
        return Json.write(message.put("last_word_end", rounded(lastWordEnd)));
    }

    String metadata(double seconds, Instant created) {
        return Json.write(Json.object()
                .put("type", "Metadata")
                .put("transaction_key", "deprecated")
                .put("request_id", requestId)
                .put("sha256", "0".repeat(64))
                .put("created", created.toString())
                .put("duration", rounded(seconds))
                .put("channels", 1));
    }

    String configured(List<String> keyterms) {
        var message = Json.object().put("type", "ConfigureSuccess").put("request_id", requestId);
        var list = message.putArray("keyterms");
        keyterms.forEach(list::add);
        return Json.write(message);
    }

    static String error(String variant, String description) {
        return Json.write(
                Json.object().put("type", "Error").put("variant", variant).put("description", description));
    }

    static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
