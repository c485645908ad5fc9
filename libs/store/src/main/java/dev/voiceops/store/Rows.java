package dev.voiceops.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Between rows and values: times, ids and arrays as the driver wants them. */
final class Rows {
    private Rows() {}

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static <I> @Nullable I idOrNull(ResultSet row, String column, Function<UUID, I> type) throws SQLException {
        UUID value = row.getObject(column, UUID.class);
        return value == null ? null : type.apply(value);
    }

    static @Nullable Integer intOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    static <T> Array array(
            Tx tx, String sqlType, Collection<? extends T> items, Function<? super T, @Nullable Object> element) {
        try {
            return tx.connection()
                    .createArrayOf(sqlType, items.stream().map(element).toArray());
        } catch (SQLException e) {
            throw new StoreException(StoreException.Code.INTERNAL, "the array cannot be made: " + sqlType, e);
        }
    }
}
