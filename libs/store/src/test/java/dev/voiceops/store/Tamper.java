package dev.voiceops.store;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One change to an audit trail by somebody who may do everything but sign.
 *
 * @param chain the chain that is then bad
 * @param statements what was done
 * @param firstBad the rows of which one must be named
 */
record Tamper(TenantId chain, List<String> statements, List<Long> firstBad) {
    private static final String EVENTS = "voiceops.audit_events";

    static Tamper random(Random random, List<TenantId> chains, int rows) {
        int first = random.nextInt(chains.size());
        TenantId chain = chains.get(first);
        TenantId other = chains.get(1 - first);
        long row = 1L + random.nextInt(rows);
        return switch (random.nextInt(15)) {
            case 0, 1, 2 -> text(random, chain, row);
            case 3, 4 -> bytes(random, chain, row);
            case 5 -> at(chain, row, "at = at + interval '%d microseconds'".formatted(1 + random.nextInt(1_000_000)));
            case 6 -> detail(random, chain, row);
            case 7 -> deleted(chain, row);
            case 8 -> swapped(random, chain, row, rows);
            case 9 -> cut(random, chain, row);
            case 10 -> moved(chain, other, row);
            case 11 -> inserted(random, chain, row, rows);
            case 12 -> rewritten(random, chain, row);
            case 13 -> head(random, chain, rows);
            default -> checkpoint(random, chain, rows);
        };
    }

    private static Tamper at(TenantId chain, long row, String change) {
        return new Tamper(chain, List.of("update " + EVENTS + " set " + change + here(chain, row)), List.of(row));
    }

    private static Tamper text(Random random, TenantId chain, long row) {
        String column = pick(random, "actor", "action", "target_kind", "target_id");
        String change = pick(random, "%1$s || 'x'", "'x' || %1$s", "overlay(%1$s placing 'q' from 2 for 1)", "'.'");
        return random.nextInt(8) == 0
                ? at(chain, row, "reason = " + pick(random, "''", "'because'", "'-'"))
                : at(chain, row, column + " = " + change.formatted(column));
    }

    private static Tamper bytes(Random random, TenantId chain, long row) {
        String column = pick(random, "commitment", "prev_hash", "hash");
        return at(chain, row, column + " = " + flipped(random, column, 32));
    }

    private static Tamper detail(Random random, TenantId chain, long any) {
        long row = any == 5 || any == 11 ? any + 1 : any;
        String change = pick(random, "detail = detail || ' '", "detail = ''", "salt = " + flipped(random, "salt", 32));
        return new Tamper(
                chain, List.of("update voiceops.audit_details set " + change + here(chain, row)), List.of(row));
    }

    private static Tamper deleted(TenantId chain, long row) {
        return new Tamper(chain, List.of("delete from " + EVENTS + here(chain, row)), List.of(row));
    }

    private static Tamper swapped(Random random, TenantId chain, long row, int rows) {
        long partner = 1 + (row + random.nextInt(rows - 1)) % rows;
        if (partner == row) return deleted(chain, row);
        return new Tamper(
                chain,
                List.of(seq(chain, row, -1), seq(chain, partner, row), seq(chain, -1, partner)),
                List.of(Math.min(row, partner)));
    }

    /** Whether or not the head is made to agree; never behind the last checkpoint, which stands at the last row. */
    private static Tamper cut(Random random, TenantId chain, long row) {
        String tail = " where tenant_id = '%s' and seq >= %d".formatted(chain, row);
        String events = "delete from " + EVENTS + tail;
        String details = "delete from voiceops.audit_details" + tail;
        String head =
                ("update voiceops.audit_heads set (seq, hash) = (%d, coalesce((select hash from voiceops.audit_events "
                                + "where tenant_id = '%s' and seq = %d), sha256('voiceops.audit'))) where tenant_id = '%s'")
                        .formatted(row - 1, chain, row - 1, chain);
        return new Tamper(
                chain, random.nextBoolean() ? List.of(events, details) : List.of(events, details, head), List.of(row));
    }

    private static Tamper moved(TenantId chain, TenantId other, long row) {
        return new Tamper(
                chain,
                List.of(
                        "delete from " + EVENTS + here(other, row),
                        "update " + EVENTS + " set tenant_id = '" + other + "'" + here(chain, row)),
                List.of(row));
    }

    /** A row of one's own, put in between, at the front or at the end; its own hash may be right. */
    private static Tamper inserted(Random random, TenantId chain, long row, int rows) {
        long place = switch (random.nextInt(3)) {
            case 0 -> rows + 1L;
            case 1 -> -random.nextInt(3);
            default -> row;
        };
        String open =
                "update %s set seq = seq + 1000 where tenant_id = '%s' and seq >= %d".formatted(EVENTS, chain, place);
        String close = "update %s set seq = seq - 999 where tenant_id = '%s' and seq > 1000".formatted(EVENTS, chain);
        String insert = """
                insert into %1$s (tenant_id, seq, at, actor, action, target_kind, target_id, commitment, prev_hash, hash)
                values ('%2$s', %3$d, now(), 'user:x', 'call.purge', 'call', '1', sha256('c'),
                        coalesce((select hash from %1$s where tenant_id = '%2$s' and seq = %3$d - 1), sha256('voiceops.audit')), sha256('h'))""".formatted(EVENTS, chain, place);
        String hash = "update %1$s e set hash = voiceops.audit_hash(e)".formatted(EVENTS) + here(chain, place);
        boolean sound = random.nextBoolean();
        List<String> statements =
                place < 1 ? List.of(insert) : sound ? List.of(open, insert, hash, close) : List.of(open, insert, close);
        return new Tamper(chain, statements, sound ? List.of(place, place + 1) : List.of(place));
    }

    /** Everything is made to agree again, but nobody can sign: the next checkpoint tells. */
    private static Tamper rewritten(Random random, TenantId chain, long row) {
        String change = "update " + EVENTS + " set actor = 'user:" + random.nextInt(100) + "'" + here(chain, row);
        return new Tamper(chain, List.of(change, later(chain, row)), List.of((row + 7) / 8 * 8));
    }

    private static Tamper head(Random random, TenantId chain, int rows) {
        String change = pick(random, "hash = " + flipped(random, "hash", 32), "seq = seq + 1", "seq = seq - 1");
        String statement = "update voiceops.audit_heads set " + change + " where tenant_id = '" + chain + "'";
        return new Tamper(chain, List.of(statement), List.of((long) rows, rows + 1L));
    }

    private static Tamper checkpoint(Random random, TenantId chain, int rows) {
        long row = 8L * (1 + random.nextInt(rows / 8));
        String where = here(chain, row);
        String change = pick(
                random,
                "signature = " + flipped(random, "signature", 64),
                "hash = " + flipped(random, "hash", 32),
                "at = at + interval '1 second'",
                "seq = seq + 1");
        return new Tamper(
                chain,
                List.of("update voiceops.audit_checkpoints set " + change + where),
                LongStream.of(row, row + 1).boxed().toList());
    }

    private static String seq(TenantId chain, long row, long to) {
        return "update " + EVENTS + " set seq = " + to + here(chain, row);
    }

    private static String here(TenantId chain, long row) {
        return " where tenant_id = '%s' and seq = %d".formatted(chain, row);
    }

    private static String flipped(Random random, String column, int length) {
        int bit = random.nextInt(length * 8);
        return "set_bit(%1$s, %2$d, 1 - get_bit(%1$s, %2$d))".formatted(column, bit);
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public String toString() {
        return firstBad + " by " + statements.stream().collect(Collectors.joining("; "));
    }

    /** Makes the chain whole again from a row on, as who has all rights could. */
    private static String later(TenantId chain, long row) {
        return """
                declare r voiceops.audit_events; prior bytea := (select hash from voiceops.audit_events where tenant_id = '%1$s' and seq = %2$d - 1);
                begin
                for r in select * from voiceops.audit_events where tenant_id = '%1$s' and seq >= %2$d order by seq loop
                    r.prev_hash := coalesce(prior, r.prev_hash); r.hash := voiceops.audit_hash(r);
                    update voiceops.audit_events set prev_hash = r.prev_hash, hash = r.hash where tenant_id = '%1$s' and seq = r.seq;
                    prior := r.hash;
                end loop;
                update voiceops.audit_heads set hash = prior where tenant_id = '%1$s'; end""".formatted(chain, row);
    }
}
