package dev.voiceops.control.agents;

import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Agent;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.AgentVersion;
import dev.voiceops.store.Agents;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.Tools;
import dev.voiceops.store.Versions;
import dev.voiceops.store.Work;
import dev.voiceops.store.testing.Interruption;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PublishingTest {
    private static final AgentDesk DESK = new AgentDesk();
    private static final Drafting DRAFTING = new Drafting();
    private static final Publishing PUBLISHING = new Publishing(DRAFTING);

    private static TestDatabase database;
    private static Interruption interruption;
    private static Specimen acme;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        interruption = Interruption.of(database);
        acme = Specimen.plant(database.db());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_draft_becomes_a_version_named_by_its_hash_and_new_calls_get_it() {
        AgentId agent = agent("Publishes");
        Publishing.Published first = publish(agent, Drafted.whole());
        assertThat(first.fresh()).isTrue();
        AgentSnapshot snapshot = Json.read(first.version().snapshot(), AgentSnapshot.class);
        assertThat(first.version().id().value()).isEqualTo(snapshot.id());
        assertThat(live(agent)).isEqualTo(first.version().id());
        Publishing.Published same = publish(agent, Drafted.whole());
        assertThat(same.fresh()).isFalse();
        assertThat(same.version().number()).isEqualTo(1);
        Publishing.Published second = publish(agent, Drafted.whole().put("greeting", "Good day."));
        assertThat(second.version().number()).isEqualTo(2);
        assertThat(second.version().basedOn()).isEqualTo(first.version().id());
    }

    @Test
    void tools_are_frozen_as_they_are_when_the_version_is_published() {
        AgentId agent = agent("Tooled");
        Tool tool = in(tx -> Drafted.tool(tx, "order-frozen", "Look it up."));
        Publishing.Published published = publish(agent, Drafted.with("/tools", List.of("order-frozen")));
        AgentSnapshot snapshot = Json.read(published.version().snapshot(), AgentSnapshot.class);
        assertThat(snapshot.tools()).singleElement().satisfies(frozen -> {
            assertThat(frozen.description()).isEqualTo("Look it up.");
            assertThat(frozen.timeoutMs()).isEqualTo(5_000);
            assertThat(frozen.filler()).isEqualTo("One moment.");
            assertThat(frozen.inputSchema()).isEqualTo(Json.tree(tool.inputSchema()));
        });
        List<Tool> allowed =
                in(tx -> Tools.ofVersion(tx, agent, published.version().id()));
        assertThat(allowed).extracting(Tool::id).containsExactly(tool.id());
    }

    @Test
    void an_invalid_draft_is_refused_with_every_fault_and_changes_nothing() {
        AgentId agent = agent("Invalid");
        List<String> before = interruption.fingerprint();
        ObjectNode body = Drafted.with("/tools", List.of("no-such-tool"))
                .put("prompt", "")
                .put("language", "?");
        Problem problem = refused(() -> publish(agent, body));
        assertThat(problem.is(ProblemType.INVALID_DRAFT)).isTrue();
        assertThat(Objects.requireNonNull(problem.extensions().get("errors")))
                .extracting(error -> error.path("pointer").asString())
                .containsExactlyInAnyOrder("/language", "/prompt", "/tools/0");
        assertThat(interruption.fingerprint()).isEqualTo(before);
    }

    @Test
    void a_publication_of_another_revision_than_the_latest_is_refused_with_the_latest() {
        AgentId agent = agent("Stale");
        DraftView first = save(agent, 0, Drafted.whole());
        save(agent, first.revision(), Drafted.whole().put("greeting", "Changed by a colleague."));
        Problem problem = refused(() -> in(tx -> PUBLISHING.publish(tx, agent, first.revision(), "")));
        assertThat(problem.is(ProblemType.CHANGED_MEANWHILE)).isTrue();
        assertThat(Objects.requireNonNull(problem.extensions().get("current"))
                        .at("/body/greeting")
                        .asString())
                .isEqualTo("Changed by a colleague.");
    }

    @Test
    void versions_are_pointed_to_and_put_away_and_calls_stay_with_theirs() {
        AgentId agent = agent("Rolls back");
        AgentVersion first = publish(agent, Drafted.whole()).version();
        CallId call = in(tx -> Calls.insertInbound(tx, ringing(agent, first)).id());
        AgentVersion second =
                publish(agent, Drafted.whole().put("greeting", "Hi.")).version();
        assertThat(refused(() -> in(tx -> PUBLISHING.archive(tx, second))).is(ProblemType.IN_USE))
                .isTrue();
        in(tx -> PUBLISHING.point(tx, first));
        assertThat(live(agent)).isEqualTo(first.id());
        assertThat(in(tx -> PUBLISHING.archive(tx, second)).archived()).isTrue();
        AgentVersion archived = in(tx -> Versions.find(tx, agent, second.id())).orElseThrow();
        assertThat(refused(() -> in(tx -> PUBLISHING.point(tx, archived))).is(ProblemType.NOT_IN_THIS_STATE))
                .isTrue();
        DraftView draft = in(tx -> DRAFTING.show(tx, agent));
        in(tx -> DRAFTING.restore(tx, archived, draft.revision()));
        Publishing.Published again = in(tx -> PUBLISHING.publish(tx, agent, null, "back again"));
        assertThat(again.version().id()).isEqualTo(second.id());
        assertThat(again.version().archived()).isFalse();
        in(tx -> PUBLISHING.archive(tx, first));
        assertThat(in(tx -> Calls.find(tx, call)).orElseThrow().version()).isEqualTo(first.id());
    }

    @Test
    void a_publication_that_is_killed_anywhere_has_not_happened() {
        AgentId agent = agent("Killed");
        in(tx -> Drafted.tool(tx, "order-killed", "Look it up."));
        DraftView draft = save(agent, 0, Drafted.with("/tools", List.of("order-killed")));
        int deaths = deaths(tx -> PUBLISHING.publish(tx, agent, draft.revision(), "once"));
        // the version, its tools, the agent, the draft, the audit chain's row and its detail
        assertThat(deaths).isGreaterThanOrEqualTo(6);
        assertThat(live(agent)).isNotNull();
    }

    @Test
    void so_it_is_with_restoring_pointing_and_archiving() {
        AgentId agent = agent("Killed too");
        AgentVersion first = publish(agent, Drafted.whole()).version();
        publish(agent, Drafted.whole().put("greeting", "Hi."));
        DraftView draft = in(tx -> DRAFTING.show(tx, agent));
        assertThat(deaths(tx -> DRAFTING.restore(tx, first, draft.revision()))).isGreaterThanOrEqualTo(3);
        assertThat(deaths(tx -> PUBLISHING.point(tx, first))).isGreaterThanOrEqualTo(3);
        AgentVersion other = in(tx -> Versions.list(tx, agent)).getFirst();
        assertThat(deaths(tx -> PUBLISHING.archive(tx, other))).isGreaterThanOrEqualTo(3);
    }

    /** Kills the deed before each of its changes and while it commits, each time looking that nothing is left; then lets it live. */
    private static int deaths(Work<TenantTx, ?> deed) {
        List<String> before = interruption.fingerprint();
        int change = 0;
        try {
            interruption.atCommit();
            assertThatThrownBy(() -> in(deed)).isInstanceOf(StoreException.class);
            assertThat(interruption.fingerprint()).isEqualTo(before);
            while (true) {
                interruption.before(++change);
                try {
                    in(deed);
                    return change - 1;
                } catch (StoreException e) {
                    assertThat(interruption.fingerprint())
                            .as("killed before change " + change)
                            .isEqualTo(before);
                }
            }
        } finally {
            interruption.before(0);
        }
    }

    private static dev.voiceops.store.InboundCall ringing(AgentId agent, AgentVersion version) {
        dev.voiceops.store.InboundCall call = acme.ringing();
        return new dev.voiceops.store.InboundCall(
                call.id(),
                call.twilioCallSid(),
                call.from(),
                call.to(),
                agent,
                version.id(),
                call.traceId(),
                true,
                call.createdAt());
    }

    private static AgentId agent(String name) {
        return in(tx -> DESK.create(tx, name)).id();
    }

    private static DraftView save(AgentId agent, long seen, JsonNode body) {
        return in(tx -> DRAFTING.save(tx, agent, seen, body));
    }

    private static Publishing.Published publish(AgentId agent, JsonNode body) {
        return in(tx -> DESK.publish(tx, agent, body, ""));
    }

    private static dev.voiceops.store.@org.jspecify.annotations.Nullable VersionId live(AgentId agent) {
        return in(tx -> Agents.find(tx, agent)).map(Agent::liveVersion).orElse(null);
    }

    private static Problem refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        return ((ProblemException) org.assertj.core.api.Assertions.catchThrowable(deed)).problem();
    }

    private static <R> R in(Work<TenantTx, R> work) {
        return database.db().tenant(acme.tenant(), TESTER, work);
    }
}
