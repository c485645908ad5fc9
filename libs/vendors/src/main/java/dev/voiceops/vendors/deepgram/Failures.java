package dev.voiceops.vendors.deepgram;

import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import dev.voiceops.vendors.wire.SocketEnd;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Deepgram's refusals, close codes and errors mean (its documentation, "Errors"; close reasons start with a code
 * such as NET-0001).
 */
final class Failures {
    private static final Pattern REASON = Pattern.compile("[A-Z]+-\\d{4}");
    private static final Set<Integer> PROTOCOL = Set.of(1002, 1003, 1007, 1009);

    private Failures() {}

    static VendorFailure of(SocketEnd end, @Nullable String requestId) {
        return switch (end) {
            case SocketEnd.Refused refused -> refused(refused);
            case SocketEnd.Unreachable _ ->
                failure(Kind.TRANSIENT, "connect", "could not connect to Deepgram in time", requestId);
            case SocketEnd.Closed closed -> closed(closed, requestId);
            case SocketEnd.Broken _ -> failure(Kind.TRANSIENT, "broken", "the connection to Deepgram broke", requestId);
        };
    }

    /** An error message inside the stream. */
    static VendorFailure of(JsonNode error, @Nullable String requestId) {
        var code = error.path("code").asString(error.path("variant").asString("error"));
        var kind = code.contains("INTERNAL") ? Kind.TRANSIENT : Kind.PROTOCOL;
        return failure(kind, code, "Deepgram reported an error inside the stream", requestId);
    }

    static VendorFailure garbage(@Nullable String requestId) {
        return failure(Kind.TRANSIENT, "garbage", "Deepgram sent something that is not JSON", requestId);
    }

    static VendorFailure silent(@Nullable String requestId) {
        return failure(Kind.TRANSIENT, "silent", "Deepgram takes audio and says nothing", requestId);
    }

    private static VendorFailure refused(SocketEnd.Refused refused) {
        int status = refused.status();
        var kind = switch (status) {
            case 401, 403 -> Kind.AUTH;
            case 402 -> Kind.QUOTA;
            case 408, 429 -> Kind.TRANSIENT; // 429: too many streams at once, one may end soon
            default -> status >= 500 ? Kind.TRANSIENT : Kind.PROTOCOL;
        };
        var requestId = refused.headers().firstValue("dg-request-id").orElse(null);
        return failure(kind, "http_" + status, "Deepgram refused the stream with HTTP " + status, requestId);
    }

    private static VendorFailure closed(SocketEnd.Closed closed, @Nullable String requestId) {
        var match = REASON.matcher(closed.reason());
        var code = match.lookingAt() ? match.group() : "close_" + closed.code();
        var kind = code.startsWith("DATA") || PROTOCOL.contains(closed.code()) ? Kind.PROTOCOL : Kind.TRANSIENT;
        return failure(kind, code, "Deepgram closed the stream with " + closed.code(), requestId);
    }

    private static VendorFailure failure(Kind kind, String code, String message, @Nullable String requestId) {
        return new VendorFailure(Vendor.DEEPGRAM, kind, code, message, requestId);
    }
}
