package dev.voiceops.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Immutable.
 *
 * @param nextCursor what {@code cursor} must be to get the next page; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of the rows that were read.
     *
     * @param rows at most {@link Cursor#fetch} of them, in the order of the list
     * @param view how a row is shown
     * @param position what {@link Cursor#after} will be given to go on after this row
     */
    public static <R, T> Page<T> of(Cursor cursor, List<R> rows, Function<R, T> view, Function<R, String> position) {
        boolean more = rows.size() > cursor.limit();
        List<R> shown = more ? rows.subList(0, cursor.limit()) : rows;
        return new Page<>(
                shown.stream().map(view).toList(), more ? Cursor.sealed(position.apply(shown.getLast())) : null);
    }
}
