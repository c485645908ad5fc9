package dev.voiceops.http;

import dev.voiceops.contracts.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the query parameters {@code limit} and {@code cursor}. A route takes it as a parameter, reads {@link
 * #fetch} rows after its position, and answers with {@link Page#of}. The position is the route's own text for the last row it
 * showed; callers see it sealed in base64url and must not look inside. Immutable.
 *
 * @param limit rows of one page
 * @param position the last row of the page before; null on the first page
 */
public record Cursor(int limit, @Nullable String position) {
    /** Rows of a page when the caller names no number. */
    public static final int USUAL = 50;

    /** Most rows of a page. */
    public static final int MOST = 200;

    private static final int LONGEST = 1_000;

    /** Reads the parameters. @throws ProblemException INVALID_REQUEST when one of them cannot be one of ours */
    static Cursor of(@Nullable String limit, @Nullable String cursor) {
        return new Cursor(limit == null ? USUAL : limit(limit), cursor == null ? null : position(cursor));
    }

    /** How many rows to read: one more than the page shows, which tells whether there is another page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * The row to go on after, as {@code parse} understands the position; empty on the first page.
     *
     * @throws ProblemException INVALID_REQUEST when it does not understand: the cursor is another list's
     */
    public <T> Optional<T> after(Function<String, T> parse) {
        if (position == null) return Optional.empty();
        try {
            return Optional.of(parse.apply(position));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw foreign();
        }
    }

    static String sealed(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static int limit(String text) {
        if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= MOST) return Integer.parseInt(text);
        throw new ProblemException(ProblemType.INVALID_REQUEST, "limit: must be a number from 1 to " + MOST);
    }

    private static String position(String cursor) {
        if (cursor.length() > LONGEST) throw foreign();
        try {
            String position = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
            // PostgreSQL takes no NUL in text
            if (position.isEmpty() || position.indexOf('\0') >= 0) throw foreign();
            return position;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw foreign();
        }
    }

    private static ProblemException foreign() {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, "cursor: must be the next_cursor of an answer of this list");
    }
}
