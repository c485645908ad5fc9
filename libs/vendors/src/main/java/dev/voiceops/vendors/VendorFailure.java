package dev.voiceops.vendors;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong at a vendor, as data. Safe to log and to store in a call's timeline: it never carries a key, audio,
 * a prompt or a caller's words, because {@code message} is always our own sentence and {@code code} is cut down to a
 * token.
 *
 * @param code the vendor's own code where it has one ({@code insufficient_quota}, {@code 20429}), else ours ({@code
 *     connect_timeout}); only {@code [A-Za-z0-9_.-]}, at most 64 characters
 * @param message one sentence of ours, in English
 * @param requestId the id under which the vendor's support finds the request
 */
public record VendorFailure(
        Vendor vendor,
        Kind kind,
        String code,
        String message,
        @Nullable String requestId) {

    /** What to do about it. */
    public enum Kind {
        /** The key is wrong, revoked or lacks a right: never try again with it; somebody must look. */
        AUTH,
        /**
         * Out of credit or out of the plan's quota: never try again at this vendor in this call; another vendor may
         * serve.
         */
        QUOTA,
        /** The vendor or the way to it failed, or is too slow, or asks to slow down: another try may succeed. */
        TRANSIENT,
        /**
         * We and the vendor do not understand each other (bad request, garbage on the wire): a repeat would fail the
         * same way.
         */
        PROTOCOL
    }

    private static final Pattern NOT_A_TOKEN = Pattern.compile("[^A-Za-z0-9_.-]");
    private static final int MAX_TOKEN = 64;

    public VendorFailure {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        code = token(code);
        requestId = requestId == null ? null : token(requestId);
    }

    /** A failure without a request id. */
    public static VendorFailure of(Vendor vendor, Kind kind, String code, String message) {
        return new VendorFailure(vendor, kind, code, message, null);
    }

    /** Whether the same request to the same vendor may succeed a moment later. */
    public boolean mayPass() {
        return kind == Kind.TRANSIENT;
    }

    private static String token(String raw) {
        var clean = NOT_A_TOKEN.matcher(raw).replaceAll("_");
        return clean.length() <= MAX_TOKEN ? clean : clean.substring(0, MAX_TOKEN);
    }
}
