package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DraftsTest {
    private static TestDatabase database;
    private static Specimen specimen;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        specimen = Specimen.plant(database.db());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void of_many_who_saw_the_same_revision_one_saves() throws Exception {
        AgentId agent = agent();
        assertThat(save(agent, 0, "{\"by\": 0}").orElseThrow().revision()).isEqualTo(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var saved = threads
                    .invokeAll(IntStream.rangeClosed(1, 8)
                            .mapToObj(i -> (Callable<Optional<Draft>>) () -> save(agent, 1, "{\"by\": " + i + "}"))
                            .toList())
                    .stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(saved).singleElement().satisfies(draft -> {
                assertThat(draft.revision()).isEqualTo(2);
                assertThat(find(agent)).contains(draft);
            });
        }
        assertThat(save(agent, 1, "{}")).isEmpty();
        assertThat(save(agent, 0, "{}")).isEmpty();
        assertThat(save(agent, 2, "{}")).isPresent();
    }

    @Test
    void a_draft_prints_nothing_of_its_body() {
        assertThat(save(agent(), 0, "{\"prompt\": \"secret words\"}")
                        .orElseThrow()
                        .toString())
                .doesNotContain("secret");
    }

    private static AgentId agent() {
        AgentId id = AgentId.create();
        database.db().tenant(specimen.tenant(), TESTER, tx -> {
            Agents.insert(tx, id, "Drafted");
            return id;
        });
        return id;
    }

    private static Optional<Draft> save(AgentId agent, long seen, String body) {
        return database.db().tenant(specimen.tenant(), TESTER, tx -> Drafts.save(tx, agent, seen, body, null));
    }

    private static Optional<Draft> find(AgentId agent) {
        return database.db().tenant(specimen.tenant(), TESTER, tx -> Drafts.find(tx, agent));
    }
}
