package dev.voiceops.vendors.openai;

import dev.voiceops.vendors.LanguageModel;
import dev.voiceops.vendors.LlmCall;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.LlmRequest;
import dev.voiceops.vendors.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chat Completions, streamed ({@code POST /chat/completions}). Thread-safe. */
public final class OpenAi implements LanguageModel {
    private static final Logger log = LoggerFactory.getLogger(OpenAi.class);
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final Wire wire;
    private final OpenAiConfig config;

    public OpenAi(Wire wire, OpenAiConfig config) {
        this.wire = wire;
        this.config = config;
    }

    @Override
    public LlmCall ask(LlmRequest request, LlmListener listener) {
        var post = to("/chat/completions")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(ChatRequest.body(request)))
                .build();
        return ChatCall.send(wire, post, request.deadlines(), listener);
    }

    /**
     * Makes the first ask as quick as the later ones: connects, and runs an answer through the reader. Blocks for up to
     * 5 s; call it at start-up on a virtual thread. A failure is only logged.
     */
    public void warm() {
        CannedAnswer.read();
        try {
            var models = to("/models").timeout(WARM_UP).GET().build();
            int status = wire.http().send(models, BodyHandlers.discarding()).statusCode();
            log.atInfo().addKeyValue("status", status).log("the language model's server is reached");
        } catch (IOException e) {
            log.warn("the language model's server can't be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder to(String path) {
        // over plain HTTP the client would ask to upgrade to HTTP/2 first, which simple servers do not answer well
        var plain = "http".equals(config.base().getScheme());
        return HttpRequest.newBuilder(URI.create(config.base() + path))
                .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .header("Authorization", "Bearer " + config.key());
    }
}
