package de.dfki.lt.tools.tokenizer.annotate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps one value per character and key; texts are one clause long, so nothing cleverer is needed. Used by one thread. */
public final class FastAnnotatedString implements AnnotatedString {
    private final String text;
    private final Map<String, @Nullable Object[]> values = new HashMap<>();
    private int index;

    /** A text without annotations, the cursor at its start. */
    public FastAnnotatedString(String text) {
        this.text = text;
    }

    /** Gives the characters from {@code start} to before {@code end} the {@code value} under {@code key}. */
    public void annotate(String key, Object value, int start, int end) {
        Arrays.fill(row(key), start, end, value);
    }

    @Override
    public char setIndex(int index) {
        this.index = index;
        return index < text.length() ? text.charAt(index) : DONE;
    }

    @Override
    public int getRunStart(String key) {
        var row = row(key);
        var start = index;
        while (start > 0 && Objects.equals(row[start - 1], row[index])) start--;
        return start;
    }

    @Override
    public int getRunLimit(String key) {
        var row = row(key);
        var limit = index;
        while (limit < row.length && Objects.equals(row[limit], row[index])) limit++;
        return limit;
    }

    @Override
    public @Nullable Object getAnnotation(String key) {
        return index < text.length() ? row(key)[index] : null;
    }

    @Override
    public String substring(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private @Nullable Object[] row(String key) {
        return values.computeIfAbsent(key, _ -> new Object[text.length()]);
    }
}
