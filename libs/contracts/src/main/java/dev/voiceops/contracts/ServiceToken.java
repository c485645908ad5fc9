package dev.voiceops.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The credential the roles show each other on every {@code /internal} and {@code /runtime} route. Safe for all threads. */
public final class ServiceToken {
    private static final String SCHEME = "Bearer ";
    private final String token;
    private final byte[] digest;

    /** @throws IllegalArgumentException when the token has fewer than 16 characters */
    public ServiceToken(String token) {
        if (token.length() < 16) throw new IllegalArgumentException("the service token needs 16 characters or more");
        this.token = token;
        this.digest = sha256(token);
    }

    /** Value of the {@code Authorization} header of a request to another role. */
    public String header() {
        return SCHEME + token;
    }

    /** Whether this {@code Authorization} header carries the token; compares hashes in constant time. */
    public boolean opens(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return false;
        return MessageDigest.isEqual(digest, sha256(header.substring(SCHEME.length())));
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "ServiceToken[redacted]";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
