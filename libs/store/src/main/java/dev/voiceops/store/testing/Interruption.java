package dev.voiceops.store.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Kills database sessions in the middle of their transactions, as a crash would, to prove that a deed is done whole or not at all.
 * Works through triggers on every table of one test database. One thread.
 */
public final class Interruption {
    private static final String TABLES = """
        select c.oid::regclass::text from pg_class c where c.relnamespace = 'voiceops'::regnamespace
        and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'flyway_schema_history' order by 1""";

    private static final String SCHEMA = """
        create schema interruption;
        create table interruption.plan (at int not null);
        insert into interruption.plan values (0);
        create function interruption.strike() returns trigger language plpgsql security definer as $$
        declare
            planned int := (select at from interruption.plan);
            seen int := coalesce(nullif(current_setting('interruption.seen', true), ''), '0')::int + 1;
        begin
            perform set_config('interruption.seen', seen::text, true);
            if planned = seen or (planned < 0 and tg_when = 'AFTER') then
                perform pg_terminate_backend(pg_backend_pid());
            end if;
            return null;
        end $$;
        create constraint trigger strike_at_commit after insert on voiceops.audit_events
            deferrable initially deferred for each row execute function interruption.strike()""";

    private final JdbcClient sql;
    private final List<String> tables;

    private Interruption(JdbcClient sql, List<String> tables) {
        this.sql = sql;
        this.tables = tables;
    }

    /** Prepares the database; nothing is killed yet. */
    public static Interruption of(TestDatabase database) {
        JdbcClient sql = JdbcClient.create(database.superuser());
        sql.sql(SCHEMA).update();
        List<String> tables = sql.sql(TABLES).query(String.class).list();
        for (String table : tables) {
            sql.sql("create trigger strike before insert or update or delete on " + table
                            + " for each statement execute function interruption.strike()")
                    .update();
        }
        return new Interruption(sql, tables);
    }

    /** From now on every transaction dies before its {@code change}-th change; 0: none does. */
    public void before(int change) {
        sql.sql("update interruption.plan set at = ?").param(change).update();
    }

    /** From now on every transaction that writes an audit row dies while it commits. */
    public void atCommit() {
        before(-1);
    }

    /**
     * Stands for all that is in the database: equal ones mean that nothing changed.
     *
     * @param but names of tables that are left out
     */
    public List<String> fingerprint(String... but) {
        return sql.sql(tables.stream()
                        .filter(table -> Arrays.stream(but).noneMatch(table::endsWith))
                        .map(table ->
                                "select '%1$s ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from %1$s t"
                                        .formatted(table))
                        .collect(Collectors.joining(" union all ", "", " order by 1")))
                .query(String.class)
                .list();
    }
}
