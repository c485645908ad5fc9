package dev.voiceops.control.discovery;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.egress.EgressAnswer;
import dev.voiceops.control.egress.EgressClient;
import dev.voiceops.control.egress.EgressRequest;
import dev.voiceops.http.ProblemException;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One question to a tenant's n8n. What goes wrong is told in a sentence, never in the other side's words. Blocks; any thread. */
final class Asking {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EgressClient client;

    Asking(EgressClient client) {
        this.client = client;
    }

    /** The answer is longer than the client takes. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Where and with what. Prints no header: they hold the secret. */
    record Question(String method, String root, String path, String query, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return "Question[" + method + " " + path + "]";
        }
    }

    EgressAnswer.Answered ask(Question question) throws TooLarge {
        EgressAnswer answer = client.send(new EgressRequest(
                question.method(),
                question.root(),
                question.path(),
                question.query(),
                question.headers(),
                question.body(),
                PATIENCE,
                true));
        return switch (answer) {
            case EgressAnswer.Answered answered -> answered;
            case EgressAnswer.NotSent(String code, String reason, var timings) ->
                throw refused(
                        code.equals("egress_refused")
                                ? "The platform does not connect there: " + reason
                                : "It cannot be reached (" + code + "); check base_url");
            case EgressAnswer.Lost lost -> {
                if (lost.code().equals("answer_too_large")) throw new TooLarge();
                throw refused("No whole answer came (" + lost.code() + "); try again");
            }
        };
    }

    static JsonNode json(String body) {
        try {
            return Json.tree(body);
        } catch (ContractViolation e) {
            throw refused("Something answers there, but not in JSON; check base_url");
        }
    }

    static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.VENDOR_REFUSED, detail);
    }
}
