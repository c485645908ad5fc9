package dev.voiceops.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.openapi.Description;
import dev.voiceops.control.tools.FakeN8n;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.store.AuditAction;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every route of the table that says it is audited is: when it succeeds there is exactly one row, of the action it names, in the very
 * transaction of what it did; and when the row cannot be written, nothing was done.
 */
class AuditProofTest {
    /** Counts of tries go on when a deed fails; the trail itself is looked at by its rows. */
    private static final Set<String> APART = Set.of(
            "sign_in_budgets", "audit_events", "audit_details", "audit_heads", "flyway_schema_history", "touched");

    /** What is done is a request to somebody else's system; what came of it is noted afterwards. */
    private static final Set<String> DONE_ELSEWHERE = Set.of(
            "POST /internal/integrations/{integrationId}/test", "POST /internal/integrations/{integrationId}/discover");

    /** Sagas of many transactions and streamed files: not driven here. Their own tests show the rows. */
    private static final Set<String> NOT_DRIVEN = Set.of(
            "GET /internal/calls/{callId}/evidence",
            "POST /internal/subjects/export",
            "POST /internal/retention/jobs",
            "POST /internal/retention/jobs/{jobId}/retry");

    /** That an integration's secret was used is noted before it is. */
    private static final Set<String> NOTES_A_USE =
            Set.of("POST /internal/tools/import", "POST /internal/tools/{toolId}/drift/accept");

    private static OneNumber twilio;
    private static FakeN8n automation;
    private static ControlPlaneUnderTest role;
    private static JdbcClient superuser;
    private static AuditedRequests requests;

    @BeforeAll
    static void start() throws IOException {
        twilio = new OneNumber();
        automation = new FakeN8n();
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20), twilio.api());
        superuser = JdbcClient.create(role.superuser());
        superuser.sql("""
                create function voiceops.refuse() returns trigger language plpgsql
                as $$ begin raise exception 'the trail takes no row now'; end $$""").update();
        superuser.sql("""
                create trigger a_refusal before insert on voiceops.audit_events for each row execute function voiceops.refuse()""").update();
        refuse(false);
        superuser.sql("create table voiceops.touched (name text, tx text)").update();
        superuser.sql("""
                create function voiceops.note() returns trigger language plpgsql security definer set search_path = voiceops as $$
                begin insert into touched values (tg_table_name, pg_current_xact_id()::xid::text); return null; end $$""").update();
        for (String table : names()) {
            superuser
                    .sql("create trigger z_note after insert or update or delete on voiceops." + table
                            + " for each row execute function voiceops.note()")
                    .update();
        }
        requests = new AuditedRequests(role, automation);
    }

    @AfterAll
    static void stop() {
        role.close();
        twilio.close();
        automation.close();
    }

    @Test
    void each_audited_route_leaves_its_row_and_does_nothing_without_it() {
        Map<String, AuditAction> routes = audited();
        assertThat(routes).containsKeys(NOT_DRIVEN.toArray(String[]::new));
        routes.keySet().removeAll(NOT_DRIVEN);
        Map<String, Supplier<AuditedRequests.Prepared>> table = requests.table();
        assertThat(table.keySet())
                .as("each audited route needs a request in AuditedRequests, and no other has one")
                .containsExactlyInAnyOrderElementsOf(routes.keySet());
        Description described =
                new Description(role.send("", "GET", "/openapi.json", null).body());
        List<String> wrong = new ArrayList<>();
        routes.forEach((route, action) -> {
            String verb = route.substring(0, route.indexOf(' '));
            AuditedRequests.Prepared prepared =
                    Objects.requireNonNull(table.get(route)).get();
            refused(route, verb, prepared, wrong);
            long before = events();
            HttpResponse<String> answer = requests.send(verb, prepared);
            if (answer.statusCode() >= 300) {
                wrong.add(route + " is no request that succeeds: " + answer.statusCode() + " " + answer.body());
                return;
            }
            List<Written> written = written(before);
            if (written.size() != 1 || !written.getFirst().action().equals(action.code())) {
                wrong.add(route + " should leave " + action.code() + " and left " + written);
            } else if (!verb.equals("GET") && !DONE_ELSEWHERE.contains(route) && !with(written.getFirst())) {
                wrong.add(route + " left its row in a transaction of its own");
            }
            described
                    .faults(verb, route.substring(verb.length() + 1), answer)
                    .forEach(fault -> wrong.add(route + " is not answered as described: " + fault));
            if (prepared.body() != null) {
                described
                        .requestFaults(verb, route.substring(verb.length() + 1), Json.write(prepared.body()))
                        .forEach(fault -> wrong.add(route + " does not take what is described: " + fault));
            }
        });
        System.out.println("audit proof: " + routes.size() + " routes");
        assertThat(wrong).isEmpty();
    }

    /** The same request while the trail takes no row: it must fail, and leave everything as it was. */
    private static void refused(String route, String verb, AuditedRequests.Prepared prepared, List<String> wrong) {
        Map<String, String> before = tables();
        refuse(true);
        try {
            HttpResponse<String> answer = requests.send(verb, prepared);
            if (answer.statusCode() < 500) wrong.add(route + " succeeds without its row: " + answer.statusCode());
        } finally {
            refuse(false);
        }
        Map<String, String> after = tables();
        after.forEach((table, content) -> {
            boolean noted = table.equals("integrations") && NOTES_A_USE.contains(route);
            if (!noted && !content.equals(before.get(table)))
                wrong.add(route + " changed " + table + " without its row");
        });
    }

    private static Map<String, AuditAction> audited() {
        Map<String, AuditAction> routes = new TreeMap<>();
        role.routes().forEach((info, handler) -> {
            Audited audited = handler.getMethodAnnotation(Audited.class);
            Access access = handler.getBeanType().getAnnotation(Access.class);
            if (audited == null || access == null) return;
            info.getPatternValues()
                    .forEach(path -> info.getMethodsCondition()
                            .getMethods()
                            .forEach(verb -> routes.put(verb + " " + path, audited.value())));
        });
        return routes;
    }

    private static void refuse(boolean on) {
        superuser
                .sql("alter table voiceops.audit_events " + (on ? "enable" : "disable") + " trigger a_refusal")
                .update();
    }

    /** A row of the trail and the transaction that wrote it. */
    private record Written(String action, String transaction) {}

    private static long events() {
        return superuser
                .sql("select count(*) from voiceops.audit_events")
                .query(Long.class)
                .single();
    }

    private static List<Written> written(long before) {
        return superuser
                .sql("select action, xmin::text as tx from voiceops.audit_events order by at desc limit ?")
                .param(Math.toIntExact(events() - before))
                .query((row, number) -> new Written(row.getString("action"), row.getString("tx")))
                .list();
    }

    /** Whether the same transaction wrote or deleted anything beside the trail. */
    private static boolean with(Written written) {
        return superuser
                .sql("select exists (select 1 from voiceops.touched where tx = ?)")
                .param(written.transaction())
                .query(Boolean.class)
                .single();
    }

    /** What each table holds, in one text. */
    private static Map<String, String> tables() {
        String all = names().stream()
                .map(table -> "select '" + table
                        + "' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as content"
                        + " from voiceops." + table + " t")
                .collect(Collectors.joining(" union all "));
        Map<String, String> tables = new TreeMap<>();
        superuser.sql(all).query(row -> {
            tables.put(row.getString("name"), row.getString("content"));
        });
        return tables;
    }

    private static List<String> names() {
        return superuser.sql("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'voiceops' and c.relkind = 'r' order by 1""").query(String.class).list().stream()
                .filter(name -> !APART.contains(name))
                .toList();
    }
}
