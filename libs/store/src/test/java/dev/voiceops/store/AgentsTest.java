package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AgentsTest {
    private static TestDatabase database;
    private static Db db;
    private static Specimen specimen;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
        specimen = Specimen.plant(db);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_number_leads_to_the_agents_live_version() {
        Optional<Route> route = route(specimen.number());
        assertThat(route)
                .contains(new Route(specimen.tenant(), true, specimen.agent(), specimen.version(), null, null));
        assertThat(route("+15559999999")).isEmpty();
    }

    @Test
    void a_number_without_an_agent_leads_to_its_fallback() {
        PhoneNumber number = new PhoneNumber(NumberId.create(), "+15557770000", null, "+15557770001", "We are closed.");
        in(tx -> {
            Numbers.insert(tx, number);
            return 0;
        });
        assertThat(route("+15557770000"))
                .contains(new Route(specimen.tenant(), true, null, null, "+15557770001", "We are closed."));
        List<PhoneNumber> numbers = in(Numbers::list);
        assertThat(numbers).contains(number);
    }

    @Test
    void the_same_version_is_kept_once_and_the_next_gets_the_next_number() {
        VersionId second = new VersionId("a".repeat(64));
        in(tx -> {
            Versions.insert(tx, specimen.agent(), second, "{\"prompt\": \"Hi\"}", List.of());
            Versions.insert(tx, specimen.agent(), second, "{\"prompt\": \"Hi\"}", List.of());
            return 0;
        });
        List<AgentVersion> versions = in(tx -> Versions.list(tx, specimen.agent()));
        assertThat(versions).extracting(AgentVersion::number).containsExactly(2, 1);
        assertThat(versions.getFirst().snapshot()).isEqualTo("{\"prompt\": \"Hi\"}");
        assertThat(versions.getFirst().createdBy()).isEqualTo("service:test");
    }

    @Test
    void a_version_cannot_be_changed() {
        assertThatThrownBy(() -> in(tx ->
                        tx.sql("update agent_versions set snapshot = '{}'").update()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.DENIED));
    }

    @Test
    void only_a_version_of_the_agent_itself_can_go_live() {
        assertThatThrownBy(() -> in(tx -> {
                    Agents.goLive(tx, specimen.agent(), new VersionId("f".repeat(64)));
                    return 0;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.code()).isEqualTo(StoreException.Code.MISSING_REFERENCE));
    }

    @Test
    void a_version_allows_its_tools_and_no_others() {
        IntegrationId n8n = saveIntegration("n8n-tools", Secret.of("k"));
        Tool allowed = tool("order-status");
        Tool other = tool("support-ticket");
        VersionId version = new VersionId("b".repeat(64));
        Tool.Endpoint endpoint = new Tool.Endpoint(n8n, "POST", "/webhook/order", "{}");
        in(tx -> {
            Tools.insert(tx, allowed, endpoint);
            Tools.insert(tx, other, endpoint);
            Versions.insert(tx, specimen.agent(), version, "{}", List.of(allowed.id()));
            return 0;
        });
        List<Tool> tools = in(tx -> Tools.ofVersion(tx, specimen.agent(), version));
        assertThat(tools).containsExactly(allowed);
        Optional<Tool> byName = in(tx -> Tools.byName(tx, "support-ticket"));
        assertThat(byName).contains(other);
        Optional<Tool.Endpoint> served = in(tx -> Tools.endpoint(tx, allowed.id()));
        assertThat(served).contains(endpoint);
    }

    @Test
    void an_integrations_secret_is_sealed_shows_four_characters_and_opens_on_demand() {
        IntegrationId id = saveIntegration("n8n-secret", Secret.of("abcdefgh-1234"));
        Optional<Integration> found = in(tx -> Integrations.find(tx, id));
        assertThat(found.orElseThrow().secretHint()).isEqualTo("1234");
        Optional<Secret> secret = in(tx -> Integrations.secret(tx, id));
        assertThat(secret).contains(Secret.of("abcdefgh-1234"));
        assertThat(SuperUser.of(database)
                        .one(
                                "select position('abcdefgh'::bytea in secret_sealed)::text from voiceops.integrations where id = ?",
                                id.value()))
                .isEqualTo("0");
        in(tx -> {
            Integrations.save(tx, found.orElseThrow(), null);
            return 0;
        });
        Optional<Secret> removed = in(tx -> Integrations.secret(tx, id));
        assertThat(removed).isEmpty();
    }

    @Test
    void a_person_joins_a_tenant_and_an_email_is_taken_once() {
        Users.NewUser user = new Users.NewUser(UserId.create(), "ada@example.org", "Ada", null, null);
        db.platform(TEST, TESTER, tx -> {
            Users.insert(tx, user);
            return 0;
        });
        in(tx -> {
            Users.join(tx, user.id(), Users.Role.CLIENT_VIEWER);
            Users.join(tx, user.id(), Users.Role.INTERNAL_OPERATOR);
            return 0;
        });
        Optional<UserId> found = db.platform(TEST, TESTER, tx -> Users.byEmail(tx, "ada@example.org"));
        assertThat(found).contains(user.id());
        assertThatThrownBy(() -> db.platform(TEST, TESTER, tx -> {
                    Users.insert(tx, new Users.NewUser(UserId.create(), user.email(), "Eve", null, null));
                    return 0;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.CONFLICT));
    }

    private static IntegrationId saveIntegration(String name, Secret secret) {
        IntegrationId id = IntegrationId.create();
        in(tx -> {
            Integrations.save(tx, new Integration(id, "n8n", name, "https://n8n.example", null), secret);
            return 0;
        });
        return id;
    }

    private static Tool tool(String name) {
        return new Tool(
                ToolId.create(),
                name,
                "Says it.",
                ToolClass.READ,
                "{\"type\": \"object\"}",
                null,
                5000,
                800,
                "One moment.",
                1);
    }

    private static Optional<Route> route(String number) {
        return db.platform(TEST, TESTER, tx -> Numbers.route(tx, number));
    }

    private static <R> R in(Work<TenantTx, R> work) {
        return db.tenant(specimen.tenant(), TESTER, work);
    }
}
