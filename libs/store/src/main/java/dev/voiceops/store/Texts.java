package dev.voiceops.store;

import java.util.regex.Pattern;

/**
 * Makes any text storable. PostgreSQL takes neither the NUL character nor half a surrogate pair, as themselves or as
 * JSON escapes; a model or a caller's client can send both, and one such entry would hold up a whole journal. They
 * become U+FFFD, as in any decoder.
 */
final class Texts {
    private static final String REPLACEMENT = "\ufffd";
    private static final Pattern UNSTORABLE = Pattern.compile("\\x00|\\p{Cs}");

    /** A pair of escapes is kept, a half or a NUL is not; an escaped backslash is stepped over. */
    private static final Pattern ESCAPES =
            Pattern.compile("\\\\\\\\|\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}"
                    + "|(?<bad>\\\\u0000|\\\\u[dD][89a-fA-F][0-9a-fA-F]{2})");

    private Texts() {}

    static String storable(String text) {
        return UNSTORABLE.matcher(text).replaceAll(REPLACEMENT);
    }

    static String storableJson(String json) {
        String text = storable(json);
        if (!text.contains("\\u")) {
            return text;
        }
        return ESCAPES.matcher(text)
                .replaceAll(match -> match.group("bad") == null ? match.group().replace("\\", "\\\\") : REPLACEMENT);
    }
}
