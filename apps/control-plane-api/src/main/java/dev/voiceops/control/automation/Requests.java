package dev.voiceops.control.automation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.control.egress.EgressRequest;
import dev.voiceops.control.integrations.SecretHeader;
import dev.voiceops.store.Secret;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** From a permitted tool call to the request that goes out. Stateless. */
final class Requests {
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

    private Requests() {}

    /** @param left of the execution's time */
    static EgressRequest of(Permit permit, ToolExecute request, Instant now, Duration left) {
        String method = permit.endpoint().method();
        boolean inQuery = method.equals("GET") || method.equals("DELETE");
        String query = inQuery ? query(request.inputJson()) : "";
        String body = inQuery ? "" : Json.write(request.inputJson());
        return new EgressRequest(
                method,
                permit.integration().baseUrl(),
                permit.endpoint().path(),
                query,
                headers(permit, request, now, inQuery ? query : body),
                body,
                left.isPositive() ? left : Duration.ofMillis(1),
                permit.toolClass() == ToolClass.READ);
    }

    private static Map<String, String> headers(Permit permit, ToolExecute request, Instant now, String signed) {
        String key = permit.idempotencyKey(request.toolCallId());
        String trace = permit.call().traceId();
        Secret secret = permit.integration().secret();
        String template = permit.endpoint().headers();
        Map<String, String> headers = new HashMap<>();
        if (secret != null && !template.contains("{secret}")) {
            Map.Entry<String, String> shown =
                    SecretHeader.of(permit.integration().settings(), secret);
            headers.put(shown.getKey(), shown.getValue());
        }
        headers.putAll(HeaderTemplate.fill(
                template,
                Map.of(
                        "secret",
                        secret == null ? "" : secret.reveal(),
                        "call_id",
                        permit.call().id().toString(),
                        "tenant_id",
                        permit.call().tenant().toString(),
                        "tool",
                        permit.tool().name(),
                        "trace_id",
                        trace,
                        "idempotency_key",
                        key)));
        headers.put("Accept", "application/json");
        headers.put("Idempotency-Key", key);
        headers.put("traceparent", traceparent(trace));
        headers.putAll(Signature.headers(permit.integration().signingKey(), now, key, signed));
        return headers;
    }

    /** W3C Trace Context: one trace per call, one span per attempt. n8n keeps it with its execution. */
    private static String traceparent(String trace) {
        String span = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
        return "00-" + (TRACE.matcher(trace).matches() ? trace : "0".repeat(31) + "1") + "-" + span + "-01";
    }

    /** Fields of the input as a query: texts, numbers and truth values as they are, the rest as JSON. */
    private static String query(JsonNode input) {
        return input.properties().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(plain(field.getValue())))
                .collect(Collectors.joining("&"));
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.write(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
    }
}
