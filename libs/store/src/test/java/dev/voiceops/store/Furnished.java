package dev.voiceops.store;

import java.util.List;
import java.util.Map;

/**
 * Puts one row for a tenant into every tenant table there is, a new table too: types are read from the catalog, and what would
 * refuse made-up values (checks, foreign keys, triggers) is out of the way first. For databases that are thrown away.
 */
final class Furnished {
    private static final String TABLES = """
            select c.relname from pg_class c
            where c.relnamespace = 'voiceops'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant') order by 1""";

    private final SuperUser owner;

    Furnished(SuperUser owner) {
        this.owner = owner;
        for (String drop : owner.list("""
                select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint
                where connamespace = 'voiceops'::regnamespace and contype in ('c', 'f') and conparentid = 0
                  and coninhcount = 0 order by contype desc""")) {
            owner.run(drop);
        }
        owner.list("""
                select format('alter table %s disable trigger user', c.oid::regclass) from pg_class c
                where c.relnamespace = 'voiceops'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition""").forEach(owner::run);
    }

    /** The tables that belong to tenants. */
    List<String> tables() {
        return owner.list(TABLES);
    }

    /** The column that says whose a row is. */
    static String tenantColumn(String table) {
        return table.equals("tenants") ? "id" : "tenant_id";
    }

    /** One row in every table, unless the table holds one for each tenant and has it; its texts begin with {@code word}. */
    void row(TenantId tenant, String word) {
        for (String table : tables()) {
            List<Map<String, Object>> columns =
                    owner.sql().sql("""
                            select attname::text as name, format_type(atttypid, null) as type from pg_attribute
                            where attrelid = ('voiceops.' || ?)::regclass and attnum > 0 and not attisdropped
                              and attgenerated = '' and attidentity = ''""").param(table).query().listOfRows();
            String names = String.join(
                    ", ",
                    columns.stream()
                            .map(column -> "\"" + column.get("name") + "\"")
                            .toList());
            String values = String.join(
                    ", ",
                    columns.stream()
                            .map(column -> tenantColumn(table).equals(column.get("name"))
                                    ? "'" + tenant + "'"
                                    : value(String.valueOf(column.get("type")), word + "-" + table))
                            .toList());
            owner.run("insert into voiceops." + table + " (" + names + ") values (" + values
                    + ") on conflict do nothing");
        }
    }

    private static String value(String type, String word) {
        return switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "text", "character varying", "name" -> "'" + word + "-' || gen_random_uuid()";
            case "integer", "bigint", "smallint" -> "1 + (random() * 10000)::int";
            case "numeric", "double precision", "real" -> "random()";
            case "boolean" -> "true";
            case "bytea" -> "sha256(gen_random_uuid()::text::bytea)";
            case "json", "jsonb" -> "'{\"w\": \"" + word + "\"}'";
            case "date" -> "current_date";
            case "timestamp with time zone" -> "now()";
            case "interval" -> "interval '1 day'";
            default -> type.endsWith("[]") ? "'{}'" : "null";
        };
    }
}
