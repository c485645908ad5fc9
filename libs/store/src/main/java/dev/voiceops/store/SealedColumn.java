package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that holds sealed values, and how to seal them anew when the key has changed. A test fails when a column whose name ends
 * with {@code _sealed} is not among {@link #ALL}.
 *
 * @param table whose rows they are in
 * @param column the sealed values
 * @param row the column that names a row of its tenant, as in {@link Vault.Place#row}
 * @param tenant SQL for the tenant of {@link Vault.Place}: the column, or the platform's constant for a table of all tenants
 */
public record SealedColumn(String table, String column, String row, String tenant) {
    /** Every one there is. */
    public static final List<SealedColumn> ALL = List.of(
            new SealedColumn("integrations", "secret_sealed", "id", "tenant_id"),
            new SealedColumn("integrations", "signing_key_sealed", "id", "tenant_id"),
            new SealedColumn("recordings", "key_sealed", "id", "tenant_id"),
            new SealedColumn("runtime_dispatches", "join_token_sealed", "id", "tenant_id"),
            new SealedColumn("idempotency_keys", "answer_sealed", "id", "'" + Audit.PLATFORM + "'::uuid"));

    /** The last row that a batch dealt with. */
    public record Position(String tenant, String row) {}

    /**
     * What one batch did.
     *
     * @param sealed values that now have the current key
     * @param unreadable rows, as {@code tenant/row}, whose value no key of ours opens; they stay as they are
     * @param last where the next batch goes on; null: this was the last
     */
    public record Batch(
            int sealed, List<String> unreadable, @Nullable Position last) {}

    /**
     * Seals the next values that another key sealed, at most {@code limit}. Rows somebody else is changing are left to the next
     * run. Readers never wait; each value changes from one seal to the next within the transaction.
     */
    public Batch sealAnew(PlatformTx tx, @Nullable Position after, int limit) {
        List<Stale> stale = stale(tx, after, limit);
        List<Stale> renewed = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Stale value : stale) {
            Vault.Place place = new Vault.Place(TenantId.parse(value.tenant()), table, column, value.row());
            try {
                byte[] sealed = tx.vault().seal(place, tx.vault().open(place, value.sealed()));
                renewed.add(new Stale(value.tenant(), value.row(), sealed));
            } catch (StoreException e) {
                unreadable.add(value.tenant() + "/" + value.row());
            }
        }
        write(tx, renewed);
        Position last = stale.size() < limit
                ? null
                : new Position(stale.getLast().tenant(), stale.getLast().row());
        return new Batch(renewed.size(), List.copyOf(unreadable), last);
    }

    /** How many values wait to be sealed with the current key. */
    public long outdated(PlatformTx tx) {
        byte[] mark = tx.vault().mark();
        return tx.sql(
                        "select count(*) from " + table + " where " + column + " is not null and substring(" + column
                                + " from 5 for ?) <> ?",
                        mark.length,
                        mark)
                .query(Long.class)
                .single();
    }

    /** As {@code table.column}. */
    @Override
    public String toString() {
        return table + "." + column;
    }

    private List<Stale> stale(PlatformTx tx, @Nullable Position after, int limit) {
        byte[] mark = tx.vault().mark();
        Position start = after == null ? new Position("", "") : after;
        return tx.sql(
                        "select " + tenant + "::text as tenant, " + row + "::text as place, " + column
                                + " as sealed from "
                                + table + " where " + column + " is not null and substring(" + column
                                + " from 5 for ?) <> ? and (" + tenant + "::text, " + row + "::text) > (?, ?)"
                                + " order by " + tenant + "::text, " + row + "::text limit ? for update skip locked",
                        mark.length,
                        mark,
                        start.tenant(),
                        start.row(),
                        limit)
                .query(SealedColumn::read)
                .list();
    }

    private void write(PlatformTx tx, List<Stale> renewed) {
        tx.sql(
                        "update " + table + " as t set " + column + " = decode(v.sealed, 'hex')"
                                + " from unnest(?::text[], ?::text[], ?::text[]) as v (tenant, place, sealed)"
                                + " where " + tenant + " = v.tenant::uuid and t." + row + "::text = v.place",
                        Rows.array(tx, "text", renewed, Stale::tenant),
                        Rows.array(tx, "text", renewed, Stale::row),
                        Rows.array(tx, "text", renewed, stale -> HexFormat.of().formatHex(stale.sealed())))
                .update();
    }

    private static Stale read(ResultSet row, int number) throws SQLException {
        return new Stale(row.getString("tenant"), row.getString("place"), row.getBytes("sealed"));
    }

    @SuppressWarnings("ArrayRecordComponent") // passed on, compared by nobody
    private record Stale(String tenant, String row, byte[] sealed) {}
}
