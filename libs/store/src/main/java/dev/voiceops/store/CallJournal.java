package dev.voiceops.store;

import dev.voiceops.store.StoreException.Code;
import java.util.List;

/**
 * The append-only record of calls: events with a gap-free number per call, utterances, and the ledger of turns. Written
 * in batches, each once however often it is sent; where the tenant wants it, redacted before. Each batch wakes channel {@code call_events} once with the call's id.
 */
public final class CallJournal {
    private CallJournal() {}

    /**
     * Appends what the holder of the call has to tell, in the order of its own numbers. Entries that were written before
     * are passed over, so after OUTCOME_UNKNOWN or UNAVAILABLE send the same again, also together with more.
     *
     * @param fencingToken of the claim
     * @param entries numbered without gaps, continuing what was appended before
     * @return how many entries were new
     * @throws StoreException STALE: the call is no longer the writer's, stop; INVALID: an entry is missing before these
     */
    public static int append(TenantTx tx, CallId call, long fencingToken, List<? extends JournalEntry> entries) {
        mustBeWithoutGaps(entries);
        List<? extends JournalEntry> rest = RedactedEntries.asTheTenantWants(tx, entries);
        while (!rest.isEmpty() && !JournalBatch.of(call, fencingToken, rest).write(tx)) {
            rest = notYetWritten(tx, call, fencingToken, rest);
        }
        return rest.size();
    }

    /** Adds what another role than the holder has to tell: no fence, and no protection against telling it twice. */
    public static void note(TenantTx tx, CallId call, JournalEntry.Happening happening) {
        note(tx, tx.tenant(), call, happening);
    }

    /** The same from a platform transaction. */
    public static void note(PlatformTx tx, TenantId tenant, CallId call, JournalEntry.Happening happening) {
        note((Tx) tx, tenant, call, happening);
    }

    private static void note(Tx tx, TenantId tenant, CallId call, JournalEntry.Happening happening) {
        int written = tx.sql(
                        """
                        with head as (
                            update call_journals set last_seq = last_seq + 1
                            where tenant_id = ? and call_id = ? returning tenant_id, call_id, last_seq),
                        written as (
                            insert into call_events (tenant_id, call_id, seq, at, mono_ms, type, payload)
                            select tenant_id, call_id, last_seq, ?, ?, ?, ?::jsonb from head returning call_id)
                        select pg_notify('call_events', call_id::text) from written""",
                        tenant.value(),
                        call.value(),
                        Rows.time(happening.at()),
                        happening.monoMs(),
                        happening.type(),
                        Texts.storableJson(happening.payload()))
                .query((row, number) -> 1)
                .list()
                .size();
        if (written == 0) {
            throw new StoreException(Code.MISSING_REFERENCE, "the tenant has no such call");
        }
    }

    /** Why a batch did not fit: told here, or the part of it that is still to be written. */
    private static List<? extends JournalEntry> notYetWritten(
            TenantTx tx, CallId call, long fencingToken, List<? extends JournalEntry> entries) {
        Head head = tx.sql("select fencing_token, last_n from call_journals where call_id = ? for update", call.value())
                .query((row, number) -> new Head(row.getLong("fencing_token"), row.getLong("last_n")))
                .optional()
                .orElseThrow(() -> new StoreException(Code.MISSING_REFERENCE, "the tenant has no such call"));
        if (head.fencingToken() != fencingToken) {
            throw new StoreException(
                    Code.STALE, "another holder has the call: its journal takes no more from this one");
        }
        if (head.lastN() < entries.getFirst().n() - 1) {
            throw new StoreException(
                    Code.INVALID,
                    "the journal ends at entry " + head.lastN() + ", so entry "
                            + entries.getFirst().n() + " would leave a gap");
        }
        return entries.stream().filter(entry -> entry.n() > head.lastN()).toList();
    }

    private static void mustBeWithoutGaps(List<? extends JournalEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).n() != entries.getFirst().n() + i
                    || entries.get(i).n() < 1) {
                throw new StoreException(Code.INVALID, "entries must be numbered without gaps, from 1 on");
            }
        }
    }

    private record Head(long fencingToken, long lastN) {}
}
