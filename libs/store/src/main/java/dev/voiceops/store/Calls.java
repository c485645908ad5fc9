package dev.voiceops.store;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.RuntimeEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls and their states. Reports may come in any order and any number of times: whatever the order, the same
 * reports leave the same row, and a call that ended stays ended.
 */
public final class Calls {
    private static final String NEWEST_FIRST = "order by c.id desc limit ?";

    private Calls() {}

    /**
     * A call that is on record.
     *
     * @param created false: a call with this CallSid was there already, and {@code id} is its id
     */
    public record Inserted(CallId id, boolean created) {}

    /** Records a call with its empty journal, once per CallSid; CONFLICT if another tenant has a call of this CallSid. */
    public static Inserted insertInbound(TenantTx tx, InboundCall call) {
        int inserted = tx.sql(
                        """
                        insert into calls (id, twilio_call_sid, from_number, to_number, agent_id, version_id,
                                           trace_id, simulated, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (twilio_call_sid) do nothing""",
                        call.id().value(),
                        call.twilioCallSid(),
                        call.from(),
                        call.to(),
                        call.agent().value(),
                        call.version().value(),
                        call.traceId(),
                        call.simulated(),
                        Rows.time(call.createdAt()))
                .update();
        if (inserted == 1) {
            tx.sql("insert into call_journals (call_id) values (?)", call.id().value())
                    .update();
            return new Inserted(call.id(), true);
        }
        return new Inserted(existing(tx, call).id(), false);
    }

    private static Call existing(TenantTx tx, InboundCall call) {
        return tx.sql(CallRows.SELECT + "where c.twilio_call_sid = ?", call.twilioCallSid())
                .query(CallRows::read)
                .optional()
                .orElseThrow(() -> new StoreException(
                        StoreException.Code.CONFLICT, "the CallSid belongs to a call of another tenant"));
    }

    /** One call of the tenant. */
    public static Optional<Call> find(TenantTx tx, CallId id) {
        return tx.sql(CallRows.SELECT + "where c.id = ?", id.value())
                .query(CallRows::read)
                .optional();
    }

    /** Whether retention or an erasure deleted the content of a call. */
    public static boolean isPurged(TenantTx tx, CallId id) {
        return tx.sql("select exists (select 1 from calls where id = ? and purged_at is not null)", id.value())
                .query(Boolean.class)
                .single();
    }

    /** One call of any tenant. */
    public static Optional<Call> locate(PlatformTx tx, CallId id) {
        return tx.sql(CallRows.SELECT + "where c.id = ?", id.value())
                .query(CallRows::read)
                .optional();
    }

    /** The call that Twilio knows by this CallSid. */
    public static Optional<Call> bySid(PlatformTx tx, String twilioCallSid) {
        return tx.sql(CallRows.SELECT + "where c.twilio_call_sid = ?", twilioCallSid)
                .query(CallRows::read)
                .optional();
    }

    /** The tenant's calls, newest first, those older than {@code before} if given. */
    public static List<Call> list(TenantTx tx, @Nullable CallId before, int limit) {
        return newest(tx, before, limit);
    }

    /** The calls of all tenants, newest first, those older than {@code before} if given. */
    public static List<Call> listAll(PlatformTx tx, @Nullable CallId before, int limit) {
        return newest(tx, before, limit);
    }

    private static List<Call> newest(Tx tx, @Nullable CallId before, int limit) {
        if (before == null) {
            return tx.sql(CallRows.SELECT + NEWEST_FIRST, limit)
                    .query(CallRows::read)
                    .list();
        }
        return tx.sql(CallRows.SELECT + "where c.id < ? " + NEWEST_FIRST, before.value(), limit)
                .query(CallRows::read)
                .list();
    }

    /** The media is up. Keeps the earliest such time also when the call has ended meanwhile. */
    public static void markLive(TenantTx tx, CallId id, Instant at) {
        tx.sql("""
                update calls set answered_at = least(answered_at, :at),
                                 state = case when state = 'queued' then 'live' else state end
                where id = :id and (answered_at is null or answered_at > :at or state = 'queued')""").param("at", Rows.time(at)).param("id", id.value()).update();
    }

    /**
     * Keeps what the carrier says of its leg: a terminal status before any other, then the highest sequence number.
     *
     * @param sequence the carrier's numbering of its reports; -1 if it gave none
     * @return whether this was news
     */
    public static boolean carrierSays(TenantTx tx, CallId id, Call.CarrierStatus status, int sequence) {
        return tx.sql("""
                update calls set carrier_status = :status, carrier_seq = :seq
                where id = :id and (carrier_status is null
                    or (:terminal, :seq, array_position(cast(:order as text[]), :status))
                     > (array_position(cast(:order as text[]), carrier_status) >= :firstTerminal, carrier_seq,
                        array_position(cast(:order as text[]), carrier_status)))""")
                        .param("status", status.code())
                        .param("seq", sequence)
                        .param("terminal", status.terminal())
                        .param("firstTerminal", Call.CarrierStatus.COMPLETED.ordinal() + 1)
                        .param("order", Rows.array(tx, "text", CARRIER_ORDER, Call.CarrierStatus::code))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private static final List<Call.CarrierStatus> CARRIER_ORDER = List.of(Call.CarrierStatus.values());

    /**
     * The call has ended. The best witness's word stays: of two equal ones the earlier time, then the smaller names. What
     * changes stands in the call's timeline too ({@link RuntimeEvents#CALL_ENDED}), written by the same transaction.
     *
     * @return what changed; UNCHANGED also if the tenant has no such call
     */
    public static Call.Ending end(TenantTx tx, CallId id, Call.End end) {
        Call.Ending ending = write(tx, id, end);
        if (ending != Call.Ending.UNCHANGED) {
            Map<String, String> fields = new HashMap<>(Map.of(
                    "end_reason", end.reason().code(),
                    "outcome", end.outcome().code(),
                    "ended_by", end.witness().code()));
            if (end.handoffReason() != null) {
                fields.put("handoff_reason", end.handoffReason());
            }
            String told = Json.write(fields);
            CallJournal.note(tx, id, new JournalEntry.Happening(end.at(), null, RuntimeEvents.CALL_ENDED, told));
        }
        return ending;
    }

    private static Call.Ending write(TenantTx tx, CallId id, Call.End end) {
        return tx.sql("""
                with before as (select id, state from calls where id = :id for update)
                update calls c set state = 'ended', end_reason = :reason, outcome = :outcome, ended_by = :witness,
                                   ended_at = :at, handoff_reason = :handoff
                from before
                where c.id = before.id and (before.state <> 'ended'
                    or (:rank, c.ended_at, c.end_reason, c.outcome, coalesce(c.handoff_reason, ''))
                     > (array_position(array['sweeper', 'carrier', 'control_plane', 'connector'], c.ended_by),
                        cast(:at as timestamptz), :reason, :outcome, coalesce(:handoff, '')))
                returning before.state""")
                .param("id", id.value())
                .param("reason", end.reason().code())
                .param("outcome", end.outcome().code())
                .param("witness", end.witness().code())
                .param("rank", end.witness().ordinal() + 1)
                .param("at", Rows.time(end.at()))
                .param("handoff", end.handoffReason())
                .query(String.class)
                .optional()
                .map(before -> before.equals("ended") ? Call.Ending.REFINED : Call.Ending.ENDED)
                .orElse(Call.Ending.UNCHANGED);
    }

    /**
     * Calls that are neither ended nor cared for: older than {@code silence}, and without an open dispatch. The sweeper
     * ends them. A claimed dispatch whose lease ran out is not judged here: {@link Dispatches#lostLeases} knows its grace.
     */
    public static List<Call> orphans(PlatformTx tx, Duration silence, int limit) {
        return tx.sql(CallRows.SELECT + """
                        where c.state <> 'ended' and c.created_at < clock_timestamp() - make_interval(secs => ?)
                          and not exists (select 1 from runtime_dispatches d
                                          where d.tenant_id = c.tenant_id and d.call_id = c.id
                                            and d.state in ('pending', 'claimed'))
                        order by c.created_at limit ?""", silence.toMillis() / 1000.0, limit)
                .query(CallRows::read)
                .list();
    }
}
