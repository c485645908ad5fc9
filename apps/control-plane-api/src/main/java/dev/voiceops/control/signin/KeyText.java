package dev.voiceops.control.signin;

import dev.voiceops.store.Secret;
import java.nio.charset.StandardCharsets;

/**
 * An API key as a program shows it: {@code vok_} and 256 random bits. The beginning stays visible; the rest is known only to who made
 * it.
 */
final class KeyText {
    private static final String MARK = "vok_";
    private static final int SHOWN = MARK.length() + 8;

    private KeyText() {}

    static Secret create() {
        return Secret.of(MARK + Seals.random());
    }

    static boolean looksLike(String text) {
        return text.startsWith(MARK);
    }

    /** The part that may be shown. */
    static String prefix(Secret key) {
        return key.reveal().substring(0, SHOWN);
    }

    static byte[] hash(String key) {
        return SigningKeys.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
