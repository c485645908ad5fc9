package dev.voiceops.control.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.control.egress.EgressAnswer;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.IntegrationAccess;
import dev.voiceops.store.Secret;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * n8n's public API, as far as discovery needs it: {@code GET /api/v1/workflows} (pages of {@code data} and {@code nextCursor}) and
 * {@code GET /api/v1/workflows/{id}}, with {@code X-N8N-API-KEY}; measured on n8n 2.41.1.
 */
final class N8nApi {
    private static final int MOST_PAGES = 200;

    /** Workflows of one page, smaller ones where the answer grew too large: a cursor keeps the size it was made for. */
    private static final List<Integer> SIZES = List.of(25, 5, 1);

    private final Asking asking;
    private final WorkflowReader reader;

    N8nApi(Asking asking, WorkflowReader reader) {
        this.asking = asking;
        this.reader = reader;
    }

    List<Found> list(IntegrationAccess n8n) {
        for (int size : SIZES) {
            try {
                return pages(n8n, size);
            } catch (Asking.TooLarge large) {
                // in smaller pages, from the beginning
            }
        }
        throw Asking.refused("One of its workflows is larger than 256 KiB; archive it, or make its tool by hand");
    }

    Optional<Found> find(IntegrationAccess n8n, String reference) {
        String workflow = reference.replaceFirst("/.*", "");
        if (!workflow.matches("[A-Za-z0-9_-]{1,64}")) return Optional.empty();
        try {
            EgressAnswer.Answered answer = get(n8n, "/api/v1/workflows/" + workflow, "");
            if (answer.status() == 404) return Optional.empty();
            return reader.read(checked(answer)).stream()
                    .filter(found -> found.reference().equals(reference))
                    .findFirst();
        } catch (Asking.TooLarge large) {
            throw Asking.refused("The workflow is larger than 256 KiB");
        }
    }

    private List<Found> pages(IntegrationAccess n8n, int size) throws Asking.TooLarge {
        List<Found> found = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = checked(get(n8n, "/api/v1/workflows", "limit=" + size + cursor));
            if (!answer.path("data").isArray()) throw notTheApi();
            answer.path("data").forEach(workflow -> found.addAll(reader.read(workflow)));
            String next = answer.path("nextCursor").stringValue("");
            if (next.isEmpty()) return found;
            cursor = "&cursor=" + URLEncoder.encode(next, UTF_8);
        }
        throw Asking.refused("It has more workflows than discovery reads; import by reference");
    }

    private EgressAnswer.Answered get(IntegrationAccess n8n, String path, String query) throws Asking.TooLarge {
        Secret key = n8n.secret();
        if (key == null) throw Asking.refused("The integration has no secret; n8n's API asks for an API key");
        Map<String, String> headers = Map.of("X-N8N-API-KEY", key.reveal(), "Accept", "application/json");
        return asking.ask(new Asking.Question("GET", Catalogue.root(n8n.baseUrl()), path, query, headers, ""));
    }

    private static JsonNode checked(EgressAnswer.Answered answer) {
        return switch (answer.status()) {
            case 200 -> Asking.json(answer.body());
            case 401, 403 ->
                throw Asking.refused(
                        "n8n refuses the secret as an API key; make one with the scopes workflow:list and workflow:read and give it"
                                + " to an integration with auth = api_key");
            case 404 -> throw notTheApi();
            case 429 -> throw Asking.refused("n8n asks to slow down; try again later");
            default -> throw Asking.refused("n8n's API answers with status " + answer.status());
        };
    }

    private static ProblemException notTheApi() {
        return Asking.refused("There is no n8n API there; check base_url (the free trial of n8n Cloud has none)");
    }
}
