package dev.voiceops.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has of one caller, found by the number. Calls whose content is deleted have no number any more, and are not
 * found.
 */
public final class Subjects {
    private Subjects() {}

    /**
     * How the calls of a caller stand.
     *
     * @param calls that have their content
     * @param live of them, that have not ended and so cannot be erased yet
     * @param held of them, that a legal hold protects
     * @param free of them, that an erasure would erase
     */
    public record Standing(long calls, long live, long held, long free) {}

    /** Counts the calls of a caller. */
    public static Standing standing(TenantTx tx, String number) {
        return tx.sql("""
                        select count(*) as calls, count(*) filter (where c.state <> 'ended') as live,
                               count(*) filter (where is_held(c)) as held,
                               count(*) filter (where c.state = 'ended' and not is_held(c)) as free
                        from calls c where c.from_number = ? and c.purged_at is null""", number)
                .query((row, n) -> new Standing(
                        row.getLong("calls"), row.getLong("live"), row.getLong("held"), row.getLong("free")))
                .single();
    }

    /** The calls of a caller that have their content, oldest first, those younger than {@code after} if given. */
    public static List<Call> calls(TenantTx tx, String number, @Nullable CallId after, int limit) {
        java.util.UUID younger = after == null ? null : after.value();
        return tx.sql(
                        CallRows.SELECT
                                + "where c.from_number = ? and c.purged_at is null and (cast(? as uuid) is null or c.id > ?)"
                                + " order by c.id limit ?",
                        number,
                        younger,
                        younger,
                        limit)
                .query(CallRows::read)
                .list();
    }

    /** The holds that protect calls of a caller, oldest first. */
    public static List<HoldId> holds(TenantTx tx, String number) {
        return tx.sql("""
                        select distinct h.id from legal_holds h
                        join calls c on c.tenant_id = h.tenant_id and protects(h, c.id, c.from_number, c.created_at)
                        where c.from_number = ? and c.purged_at is null order by h.id""", number)
                .query((row, n) -> new HoldId(Rows.uuid(row, "id")))
                .list();
    }
}
