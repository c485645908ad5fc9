package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
    private final TestDatabase database = TestDatabase.create();
    private final Db db = database.db();
    private Specimen specimen = Specimen.plant(db);

    @BeforeEach
    void plant() {
        specimen = Specimen.plant(db);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_least_loaded_with_room_comes_first_and_draining_full_and_silent_ones_do_not_come() {
        heartbeat("busy", 10, 5, false);
        heartbeat("idle", 10, 1, false);
        heartbeat("full", 2, 2, false);
        heartbeat("none", 0, 0, false);
        heartbeat("draining", 10, 0, true);
        heartbeat("silent", 10, 0, false);
        SuperUser.of(database)
                .run("update voiceops.connectors set heartbeat_at = now() - interval '1 min' where id = 'silent'");
        assertThat(withRoom()).containsExactly("idle", "busy");
        db.platform(TEST, TESTER, tx -> {
            Connectors.remove(tx, "idle");
            return 0;
        });
        assertThat(withRoom()).containsExactly("busy");
        List<Connector> all = db.platform(TEST, TESTER, Connectors::list);
        assertThat(all).hasSize(5);
    }

    @Test
    void running_leases_count_as_load_although_the_connector_has_not_said_so_yet() {
        heartbeat("small", 1, 0, false);
        assertThat(withRoom()).containsExactly("small");
        Dispatch.New dispatch =
                new Dispatch.New(DispatchId.create(), specimen.call(), "room", Duration.ofMinutes(1), null);
        Dispatch created = db.tenant(specimen.tenant(), TESTER, tx -> Dispatches.create(tx, dispatch));
        Dispatch.Claim claim = db.platform(
                        TEST, TESTER, tx -> Dispatches.claim(tx, created.id(), "small", Duration.ofMinutes(1)))
                .orElseThrow();
        assertThat(withRoom()).isEmpty();
        db.platform(TEST, TESTER, tx -> Dispatches.release(tx, claim.id(), claim.fencingToken()));
        assertThat(withRoom()).containsExactly("small");
    }

    private void heartbeat(String id, int capacity, int live, boolean draining) {
        db.platform(TEST, TESTER, tx -> {
            Connectors.heartbeat(tx, new Connector(id, "http://" + id, null, capacity, live, draining, Instant.EPOCH));
            return 0;
        });
    }

    private List<String> withRoom() {
        List<Connector> found = db.platform(TEST, TESTER, tx -> Connectors.withRoom(tx, Duration.ofSeconds(20)));
        return found.stream().map(Connector::id).toList();
    }
}
