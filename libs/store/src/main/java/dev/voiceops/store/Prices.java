package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What vendors charge. A price is never changed or removed, only followed by another. */
public final class Prices {
    private static final String COLUMNS = "id, vendor, item, unit, usd, per, valid_from, demo";

    private Prices() {}

    /**
     * Adds a price. The first of its kind may begin in the past, to price what had no price; each later one must begin at
     * {@code now} or after, and after all others.
     *
     * @throws StoreException CONFLICT if it would change what something has cost already
     */
    public static void add(PlatformTx tx, Price price, Instant now) {
        tx.sql("select pg_advisory_xact_lock(hashtext('voiceops.prices'))")
                .query()
                .listOfRows();
        Optional<Instant> last = tx.sql(
                        "select max(valid_from) as valid_from from prices where vendor = ? and unit = ? and item in"
                                + " (?, '*')",
                        price.vendor(),
                        price.unit(),
                        price.item())
                .query((row, number) -> Optional.ofNullable(Rows.instantOrNull(row, "valid_from")))
                .single();
        if (last.isPresent()
                && (price.validFrom().isBefore(now) || !price.validFrom().isAfter(last.get()))) {
            throw new StoreException(
                    StoreException.Code.CONFLICT,
                    "a price that follows another must begin now or later, and after it: what was priced stays as it"
                            + " is");
        }
        tx.sql(
                        "insert into prices (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)",
                        price.id().value(),
                        price.vendor(),
                        price.item(),
                        price.unit(),
                        price.usd(),
                        price.per(),
                        Rows.time(price.validFrom()),
                        price.demo())
                .update();
    }

    /** One price. */
    public static Optional<Price> find(TenantTx tx, PriceId id) {
        return tx.sql("select " + COLUMNS + " from prices where id = ?", id.value())
                .query(Prices::read)
                .optional();
    }

    /** All prices, each vendor's newest first. */
    public static List<Price> list(PlatformTx tx) {
        return tx.sql("select " + COLUMNS + " from prices order by vendor, item, unit, valid_from desc")
                .query(Prices::read)
                .list();
    }

    private static Price read(ResultSet row, int number) throws SQLException {
        return new Price(
                new PriceId(Rows.uuid(row, "id")),
                row.getString("vendor"),
                row.getString("item"),
                row.getString("unit"),
                row.getBigDecimal("usd").stripTrailingZeros(),
                row.getBigDecimal("per").stripTrailingZeros(),
                Rows.instant(row, "valid_from"),
                row.getBoolean("demo"));
    }
}
