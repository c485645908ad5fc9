package dev.voiceops.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no migration may break. A new table that does not follow the rules fails here, with its name. */
class CatalogTest {
    /** Tables without a tenant, each with the reason. */
    private static final Map<String, String> GLOBAL = Map.of(
            "users", "a person may serve several tenants; no tenant role has any right here",
            "connectors", "processes serve all tenants",
            "prices", "vendors charge the platform, not a tenant",
            "sessions", "a person signs in once for all tenants; no tenant role has any right here",
            "user_identities", "as users",
            "sign_in_budgets", "counted before it is known who somebody is",
            "first_admin", "there is one for all tenants",
            "idempotency_keys", "a request may be about the platform; answers are sealed and no tenant role reads them",
            "flyway_schema_history", "Flyway's own");

    /** Tables whose tenant column is not called tenant_id. */
    private static final Map<String, String> TENANT_COLUMN = Map.of("tenants", "id");

    private static final String TABLES = """
            select c.relname from pg_class c where c.relnamespace = 'voiceops'::regnamespace
            and c.relkind in ('r', 'p')""";

    private static TestDatabase database;
    private static SuperUser catalog;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        catalog = SuperUser.of(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void there_are_tables_to_look_at_and_the_named_exceptions_exist() {
        assertThat(catalog.list(TABLES))
                .hasSizeGreaterThan(30)
                .containsAll(GLOBAL.keySet())
                .containsAll(TENANT_COLUMN.keySet());
    }

    @Test
    void every_table_enables_and_forces_row_level_security_or_is_a_named_global_one() {
        assertThat(catalog.list(TABLES + " and not (c.relrowsecurity and c.relforcerowsecurity)"))
                .containsExactlyInAnyOrderElementsOf(GLOBAL.keySet());
    }

    @Test
    void every_tenant_table_names_its_tenant_and_is_keyed_by_it_first() {
        List<String> keyed = catalog.list(TABLES + """
                 and exists (
                    select 1 from pg_index i
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                    where i.indrelid = c.oid and i.indisprimary and a.attnotnull
                      and a.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end)""");
        assertThat(catalog.list(TABLES))
                .filteredOn(table -> !GLOBAL.containsKey(table))
                .allMatch(keyed::contains);
    }

    @Test
    void every_tenant_table_has_both_policies_and_they_let_only_own_rows_through() {
        List<String> guarded = catalog.list(TABLES + """
                 and not c.relispartition
                 and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd = '*'
                    and p.polroles = array['voiceops_tenant'::regrole::oid]
                    and pg_get_expr(p.polqual, c.oid) ~ '^\\(((tenant_id)|(id)) = \\( SELECT voiceops.current_tenant\\(\\) AS current_tenant\\)\\)$'
                    and pg_get_expr(p.polwithcheck, c.oid) = pg_get_expr(p.polqual, c.oid))
                 and exists (select 1 from pg_policy p where p.polrelid = c.oid
                    and p.polroles = array['voiceops_platform'::regrole::oid])
                 and not exists (select 1 from pg_policy p where p.polrelid = c.oid
                    and p.polname not in ('tenant', 'platform', 'portal', 'chain', 'verifying', 'playing'))""");
        List<String> partitions = catalog.list(TABLES + " and c.relispartition");
        assertThat(catalog.list(TABLES))
                .filteredOn(table -> !GLOBAL.containsKey(table) && !partitions.contains(table))
                .allMatch(guarded::contains);
    }

    @Test
    void the_reader_may_only_read_named_columns_and_only_of_its_own_rows() {
        List<String> guarded = catalog.list(TABLES + """
                 and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = 'r'
                    and p.polroles = array['voiceops_reader'::regrole::oid]
                    and pg_get_expr(p.polqual, c.oid) ~ '^\\(((tenant_id)|(id)) = \\( SELECT voiceops.current_tenant\\(\\) AS current_tenant\\)\\)$')""");
        assertThat(catalog.list("""
                        select distinct relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        cross join aclexplode(a.attacl) acl
                        where c.relnamespace = 'voiceops'::regnamespace and acl.grantee = 'voiceops_reader'::regrole"""))
                .contains("calls", "utterances", "daily_kpis")
                .containsExactlyInAnyOrderElementsOf(guarded);
        assertThat(catalog.list("""
                        select relname || ' ' || acl.privilege_type from pg_class c cross join aclexplode(c.relacl) acl
                        where c.relnamespace = 'voiceops'::regnamespace and acl.grantee = 'voiceops_reader'::regrole
                        union all
                        select relname || '.' || attname || ' ' || acl.privilege_type
                        from pg_class c join pg_attribute a on a.attrelid = c.oid cross join aclexplode(a.attacl) acl
                        where c.relnamespace = 'voiceops'::regnamespace and acl.grantee = 'voiceops_reader'::regrole
                          and (acl.privilege_type <> 'SELECT'
                            or attname ~ 'cost|price|snapshot|sealed|secret|token|payload|generated|connector|version|trace|twilio')""")).isEmpty();
    }

    @Test
    void partitions_are_reached_only_through_their_parent() {
        assertThat(catalog.list(TABLES + " and c.relispartition")).hasSizeGreaterThan(10);
        assertThat(catalog.list(TABLES + """
                         and c.relispartition and exists (select 1 from aclexplode(c.relacl) acl
                            where acl.grantee <> c.relowner)""")).isEmpty();
    }

    @Test
    void every_foreign_key_between_tenant_tables_contains_the_tenant() {
        assertThat(catalog.list("""
                        select con.conrelid::regclass || ': ' || pg_get_constraintdef(con.oid)
                        from pg_constraint con
                        join pg_class child on child.oid = con.conrelid
                        join pg_class parent on parent.oid = con.confrelid
                        where con.contype = 'f' and con.connamespace = 'voiceops'::regnamespace
                          and parent.relname not in ('users', 'connectors', 'prices')
                          and not exists (
                            select 1 from unnest(con.conkey, con.confkey) as k (child_column, parent_column)
                            join pg_attribute a on a.attrelid = child.oid and a.attnum = k.child_column
                            join pg_attribute b on b.attrelid = parent.oid and b.attnum = k.parent_column
                            where a.attname = case child.relname when 'tenants' then 'id' else 'tenant_id' end
                              and b.attname = case parent.relname when 'tenants' then 'id' else 'tenant_id' end)""")).isEmpty();
    }

    @Test
    void views_look_with_the_eyes_of_who_asks() {
        assertThat(catalog.list("""
                        select relname from pg_class where relnamespace = 'voiceops'::regnamespace
                          and (relkind = 'm' or (relkind = 'v'
                            and not coalesce('security_invoker=true' = any(reloptions), false)))""")).isEmpty();
    }

    @Test
    void the_login_role_has_no_rights_of_its_own() {
        assertThat(catalog.list("""
                        select c.relname || ' ' || acl.privilege_type from pg_class c, aclexplode(c.relacl) acl
                        where acl.grantee in ('voiceops_login'::regrole, 0) and c.relnamespace = 'voiceops'::regnamespace
                        union all
                        select p.proname || ' ' || acl.privilege_type from pg_proc p, aclexplode(p.proacl) acl
                        where acl.grantee in ('voiceops_login'::regrole, 0) and p.pronamespace = 'voiceops'::regnamespace
                        union all
                        select n.nspname || ' ' || acl.privilege_type from pg_namespace n, aclexplode(n.nspacl) acl
                        where acl.grantee in ('voiceops_login'::regrole, 0) and n.nspname = 'voiceops'""")).isEmpty();
        assertThat(catalog.list("""
                        select m.roleid::regrole || ' ' || m.inherit_option || ' ' || m.admin_option
                        from pg_auth_members m where m.member = 'voiceops_login'::regrole order by 1"""))
                .containsExactly(
                        "voiceops_platform false false", "voiceops_reader false false", "voiceops_tenant false false");
    }

    @Test
    void the_application_roles_are_neither_owners_nor_above_the_policies() {
        assertThat(catalog.list("""
                        select rolname from pg_roles where rolname like 'voiceops\\_%' and (rolsuper or rolbypassrls)""")).isEmpty();
        assertThat(catalog.list("""
                        select distinct relowner::regrole::text from pg_class
                        where relnamespace = 'voiceops'::regnamespace""")).containsExactly("voiceops_owner");
    }

    @Test
    void nobody_but_the_owner_may_change_or_remove_an_audit_event() {
        assertThat(catalog.list("""
                        select acl.grantee::regrole || ' ' || acl.privilege_type
                        from pg_class c, aclexplode(c.relacl) acl
                        where c.oid = 'voiceops.audit_events'::regclass and acl.grantee <> c.relowner order by 1"""))
                .containsExactly(
                        "voiceops_platform INSERT",
                        "voiceops_platform SELECT",
                        "voiceops_tenant INSERT",
                        "voiceops_tenant SELECT");
    }

    @Test
    void application_roles_are_never_given_truncate_references_or_triggers() {
        assertThat(catalog.list("""
                        select c.relname || ' ' || acl.grantee::regrole || ' ' || acl.privilege_type
                        from pg_class c, aclexplode(c.relacl) acl
                        where c.relnamespace = 'voiceops'::regnamespace and acl.grantee <> c.relowner
                          and acl.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')""")).isEmpty();
    }

    @Test
    void functions_with_their_owners_rights_pin_their_search_path() {
        assertThat(catalog.list("""
                        select proname from pg_proc where pronamespace = 'voiceops'::regnamespace and prosecdef
                          and not coalesce('search_path=voiceops, pg_temp' = any(proconfig), false)""")).isEmpty();
    }
}
