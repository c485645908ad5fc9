package dev.voiceops.vendors.openai;

import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API's statuses and error objects mean (OpenAI documentation, "Error codes"). Error texts are not passed
 * on: they may quote keys and prompts.
 */
record Failures(@Nullable String requestId) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> NO_CREDIT =
            Set.of("insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached");
    private static final Set<String> BUSY = Set.of(
            "rate_limit_exceeded",
            "server_error",
            "service_unavailable_error",
            "server_is_overloaded",
            "slow_down",
            "timeout",
            "overloaded_error",
            "requests",
            "tokens");

    VendorFailure of(Kind kind, String code, String message) {
        return new VendorFailure(Vendor.OPENAI, kind, code, message, requestId);
    }

    /** An answer other than 2xx. */
    VendorFailure refused(int status, String body) {
        var error = error(body);
        var code = code(error, "http_" + status);
        var kind = switch (status) {
            case 401, 403 -> Kind.AUTH;
            case 402 -> Kind.QUOTA;
            case 429 -> noCredit(error) ? Kind.QUOTA : Kind.TRANSIENT;
            case 408, 409 -> Kind.TRANSIENT;
            default -> status >= 500 ? Kind.TRANSIENT : Kind.PROTOCOL;
        };
        return of(kind, code, "the model's server refused with HTTP " + status);
    }

    /** An error object inside a stream that began well. */
    VendorFailure inStream(JsonNode error) {
        var known = BUSY.contains(error.path("code").asString(""))
                || BUSY.contains(error.path("type").asString(""));
        var kind = noCredit(error) ? Kind.QUOTA : known ? Kind.TRANSIENT : Kind.PROTOCOL;
        return of(kind, code(error, "stream_error"), "the model's server reported an error inside the stream");
    }

    private static boolean noCredit(JsonNode error) {
        return NO_CREDIT.contains(error.path("code").asString(""))
                || NO_CREDIT.contains(error.path("type").asString(""));
    }

    private static String code(JsonNode error, String otherwise) {
        var code = error.path("code").asString("");
        if (!code.isEmpty()) return code;
        var type = error.path("type").asString("");
        return type.isEmpty() ? otherwise : type;
    }

    private static JsonNode error(String body) {
        try {
            return JSON.readTree(body).path("error");
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
