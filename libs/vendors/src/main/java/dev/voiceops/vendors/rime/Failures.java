package dev.voiceops.vendors.rime;

import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import dev.voiceops.vendors.wire.SocketEnd;

/**
 * What Rime's statuses and closes mean (its documentation, "Errors"). Its error texts are plain text and not passed
 * on; it gives no request id.
 */
final class Failures {
    private Failures() {}

    static VendorFailure of(SocketEnd end) {
        return switch (end) {
            case SocketEnd.Refused refused -> status(refused.status());
            case SocketEnd.Unreachable _ -> failure(Kind.TRANSIENT, "connect", "could not connect to Rime in time");
            case SocketEnd.Closed closed -> closed(closed);
            case SocketEnd.Broken _ -> failure(Kind.TRANSIENT, "broken", "the connection to Rime broke");
        };
    }

    static VendorFailure status(int status) {
        var kind = switch (status) {
            case 401, 403 -> Kind.AUTH;
            case 402 -> Kind.QUOTA;
            case 408, 429 -> Kind.TRANSIENT; // 429: too many sockets at once
            default -> status >= 500 ? Kind.TRANSIENT : Kind.PROTOCOL;
        };
        return failure(kind, "http_" + status, "Rime refused with HTTP " + status);
    }

    static VendorFailure failure(Kind kind, String code, String message) {
        return VendorFailure.of(Vendor.RIME, kind, code, message);
    }

    /** The reason may begin with a status: {@code 400: text is too long}. */
    private static VendorFailure closed(SocketEnd.Closed closed) {
        var status = closed.reason().split(":", 2)[0].strip();
        if (status.matches("[45]\\d\\d")) return status(Integer.parseInt(status));
        return failure(Kind.TRANSIENT, "close_" + closed.code(), "Rime closed the socket with " + closed.code());
    }
}
