package dev.voiceops.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a call used of each vendor and what that cost. Quantities come from the call's log; a price is the one in force when the
 * call began. What is not known is null and counts against the coverage, never 0.
 */
public final class CostLines {
    /** What each vendor measured, as far as the log tells. Tokens of an answer that told none make a line without a price. */
    private static final String DERIVE = """
        with log as (
            select * from calls c where id = :call and purged_at is null and (ended_at is not null)
                and exists (select 1 from call_events e where e.call_id = c.id)),
        usage as (
            select payload from call_events where call_id = :call and type = 'runtime.usage'),
        asks as (
            select payload ->> 'model' as model, type, payload from call_events
            where call_id = :call and type in ('runtime.llm_answered', 'runtime.llm_cancelled')),
        tokens as (
            select coalesce(model, 'unknown') as model, sum((payload ->> 'prompt_tokens')::numeric) as prompt,
                   sum((payload ->> 'cached_tokens')::numeric) as cached,
                   sum((payload ->> 'completion_tokens')::numeric) as completion,
                   count(*) filter (where payload -> 'prompt_tokens' is null) as untold
            from asks group by 1),
        used (vendor, item, unit, quantity, source) as (
            select 'twilio', 'voice_inbound', 'minute', ceil(extract(epoch from ended_at - answered_at) / 60), 'estimated'
            from log where twilio_call_sid is not null and answered_at is not null
            union all
            select 'deepgram', coalesce(max(payload ->> 'stt_model'), 'unknown'), 'second',
                   sum((payload ->> 'stt_audio_ms')::numeric) / 1000, 'metered'
            from log left join usage on true where answered_at is not null group by log.id
            union all
            select 'rime', coalesce(max(payload ->> 'tts_model'), 'unknown'), 'character',
                   sum((payload ->> 'tts_characters')::numeric), 'metered'
            from log left join usage on true where answered_at is not null group by log.id
            union all
            select 'openai', model, 'input_token', prompt - cached, 'metered' from tokens where prompt is not null
            union all
            select 'openai', model, 'cached_input_token', cached, 'metered' from tokens where cached > 0
            union all
            select 'openai', model, 'output_token', completion, 'metered' from tokens where completion is not null
            union all
            select 'openai', model, 'request_without_usage', untold, 'metered' from tokens where untold > 0
            union all
            select 'n8n', 'workflow', 'execution', count(*), 'metered'
            from tool_attempts a join tool_executions x on x.tenant_id = a.tenant_id and x.id = a.execution_id
            where x.call_id = :call and a.http_status is not null having count(*) > 0),
        priced as (
            select u.*, p.id as price_id, round(u.quantity * p.usd / p.per, 6) as amount
            from log cross join used u left join lateral (
                select id, usd, per from prices p
                where p.vendor = u.vendor and p.unit = u.unit and p.item in (u.item, '*') and p.valid_from <= log.created_at
                order by p.item = '*', p.valid_from desc limit 1) p on u.quantity is not null),
        gone as (
            delete from cost_lines k where k.call_id = :call and exists (select 1 from log)
                and not exists (select 1 from used u where (u.vendor, u.item, u.unit) = (k.vendor, k.item, k.unit)))
        insert into cost_lines as k (call_id, vendor, item, unit, quantity, source, price_id, amount)
        select :call, vendor, item, unit, quantity, source, price_id, amount from priced
        on conflict (tenant_id, call_id, vendor, item, unit) do update set (quantity, source, price_id, amount)
            = (excluded.quantity, excluded.source, excluded.price_id, excluded.amount)
        where (k.quantity, k.source, k.price_id, k.amount)
            is distinct from (excluded.quantity, excluded.source, excluded.price_id, excluded.amount)\
        """;

    private CostLines() {}

    /** How a quantity is known. */
    public enum Source {
        /** Counted by us as it was used. */
        METERED,
        /** Concluded from something else. */
        ESTIMATED,
        /** The vendor's own word. */
        VENDOR_REPORTED
    }

    /**
     * One line.
     *
     * @param quantity null: used, but not measured
     * @param amount US dollars, six decimals; null: not known
     */
    public record CostLine(
            String vendor,
            String item,
            String unit,
            @Nullable BigDecimal quantity,
            Source source,
            @Nullable PriceId price,
            @Nullable BigDecimal amount) {}

    static void derive(TenantTx tx, CallId call) {
        tx.sql(DERIVE).param("call", call.value()).update();
    }

    /** The lines of a call. */
    public static List<CostLine> ofCall(TenantTx tx, CallId call) {
        return tx.sql("""
            select vendor, item, unit, quantity, source, price_id, amount from cost_lines
            where call_id = ? order by vendor, item, unit\
            """, call.value())
                .query((row, number) -> new CostLine(
                        row.getString("vendor"),
                        row.getString("item"),
                        row.getString("unit"),
                        row.getBigDecimal("quantity"),
                        Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                        Rows.idOrNull(row, "price_id", PriceId::new),
                        row.getBigDecimal("amount")))
                .list();
    }
}
