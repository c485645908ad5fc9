package dev.voiceops.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.audio.Recording;
import dev.voiceops.call.Utterance;
import dev.voiceops.connector.journal.CallLog;
import dev.voiceops.connector.journal.CallRef;
import dev.voiceops.connector.journal.Journal;
import dev.voiceops.connector.journal.JournalEntry;
import dev.voiceops.connector.journal.JournalSettings;
import dev.voiceops.connector.journal.JournalStore.Parcel;
import dev.voiceops.connector.journal.JournalStore.Refused;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Connectors;
import dev.voiceops.store.Database;
import dev.voiceops.store.DatabaseSettings;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.EmbeddedDatabase;
import dev.voiceops.store.RecordingId;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.Secret;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The record on a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreRecordsTest {
    private static final ConnectorConfig.Identity IDENTITY =
            new ConnectorConfig.Identity("c-1", URI.create("http://127.0.0.1:4200"), null, 10);

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Specimen tenant;

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        tenant = Specimen.plant(database.db());
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** A call on record, claimed. */
    private CallRef claimed() {
        CallId call = tenant.call();
        DispatchId dispatch = DispatchId.create();
        database.db()
                .tenant(
                        tenant.tenant(),
                        Specimen.TESTER,
                        tx -> Dispatches.create(
                                tx, new Dispatch.New(dispatch, call, "room", Duration.ofMinutes(1), null)));
        Dispatch.Claim claim = database.db()
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> Dispatches.claim(tx, dispatch, "c-1", Duration.ofMinutes(5)))
                .orElseThrow();
        return new CallRef(tenant.tenant().value(), call.value(), claim.fencingToken());
    }

    private List<CallRecord.Event> events(CallRef call) {
        return database.db()
                .tenant(
                        tenant.tenant(),
                        Specimen.TESTER,
                        tx -> CallRecord.events(tx, new CallId(call.call()), 0, 10_000));
    }

    private static JournalEntry event(CallRef call, long n) {
        return new JournalEntry(
                call, n, Instant.EPOCH, n, new JournalEntry.Body.Happened("runtime.e" + n, Map.of("n", "" + n)));
    }

    @Test
    void entries_of_all_kinds_arrive_and_a_repeat_changes_nothing() {
        StoreRecords records = new StoreRecords(database.db(), IDENTITY);
        CallRef call = claimed();
        Utterance said = new Utterance(
                1, Utterance.Speaker.CALLER, "Hello.", "Hello.", Utterance.HeardBy.RECOGNISED, false, 10, 20);
        List<JournalEntry> entries = List.of(
                event(call, 1),
                new JournalEntry(call, 2, Instant.EPOCH, 2, new JournalEntry.Body.Said(said)),
                event(call, 3));
        records.append(call.tenant(), List.of(new Parcel(call, entries)));
        records.append(call.tenant(), List.of(new Parcel(call, entries)));
        assertThat(events(call)).extracting(CallRecord.Event::type).containsExactly("runtime.e1", "runtime.e3");
        assertThat(events(call)).extracting(CallRecord.Event::seq).containsExactly(1L, 2L);
        List<Utterance> utterances = database.db()
                .tenant(tenant.tenant(), Specimen.TESTER, tx -> CallRecord.utterances(tx, new CallId(call.call())));
        assertThat(utterances).containsExactly(said);
    }

    @Test
    void a_writer_whose_lease_is_anothers_is_refused_as_such() {
        StoreRecords records = new StoreRecords(database.db(), IDENTITY);
        CallRef call = claimed();
        CallRef stale = new CallRef(call.tenant(), call.call(), call.fencingToken() - 1);
        assertThatThrownBy(() -> records.append(stale.tenant(), List.of(new Parcel(stale, List.of(event(stale, 1))))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.leaseLost()).isTrue());
    }

    @Test
    void a_recording_and_a_heartbeat_are_noted_once() {
        StoreRecords records = new StoreRecords(database.db(), IDENTITY);
        CallRef call = claimed();
        SealedRecordings.Draft draft =
                new SealedRecordings.Draft(RecordingId.create(), "k.wav", "c2VhbGVk", OutputStream.nullOutputStream());
        Recording recording = new Recording("ab".repeat(32), 1_000, 60, 0, 0);
        records.insert(call, draft, recording);
        records.insert(call, draft, recording);
        var rows = database.db()
                .tenant(tenant.tenant(), Specimen.TESTER, tx -> Recordings.ofCall(tx, new CallId(call.call())));
        assertThat(rows).hasSize(1).first().satisfies(row -> {
            assertThat(row.sha256()).isEqualTo("ab".repeat(32));
            assertThat(row.id()).isEqualTo(draft.id());
            assertThat(row.keySealed()).isEqualTo("c2VhbGVk");
        });
        records.heartbeat(3, false);
        records.heartbeat(4, true);
        var connectors = database.db().platform(Specimen.TEST, Specimen.TESTER, Connectors::list);
        assertThat(connectors).hasSize(1).first().satisfies(row -> {
            assertThat(row.liveCalls()).isEqualTo(4);
            assertThat(row.draining()).isTrue();
        });
        records.leave();
        List<?> left = database.db().platform(Specimen.TEST, Specimen.TESTER, Connectors::list);
        assertThat(left).isEmpty();
    }

    @Test
    void a_cut_cable_delays_the_record_and_neither_loses_nor_doubles_any_of_it() throws Exception {
        CallRef call = claimed();
        try (Cable cable = new Cable(database.server().port());
                Database through = Database.open(new DatabaseSettings(
                        along(cable), EmbeddedDatabase.Settings.in(folder, 1), TestDatabase.KEYS, 2));
                Journal journal = journal(through.db())) {
            CallLog log = journal.open(call, () -> {});
            write(log, 1, 20);
            log.settled().get(60, TimeUnit.SECONDS);
            cable.cut();
            write(log, 21, 700);
            Eventually.holds(() -> journal.state().failing() && journal.state().spooled());
            cable.mend();
            write(log, 701, 800);
            log.settled().get(60, TimeUnit.SECONDS);
        }
        assertThat(events(call))
                .extracting(CallRecord.Event::type)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 800)
                        .mapToObj(i -> "runtime.e" + i)
                        .toList());
    }

    private Secret along(Cable cable) {
        String straight = database.url().reveal();
        String along = straight.replace(":" + database.server().port() + "/", ":" + cable.port() + "/");
        assertThat(along).isNotEqualTo(straight);
        return Secret.of(along);
    }

    private Journal journal(Db db) throws Exception {
        return new Journal(
                new StoreRecords(db, IDENTITY),
                folder.resolve("spool"),
                new JournalSettings(64, 20, 200, 100),
                InstantSource.system());
    }

    private static void write(CallLog log, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> log.event("runtime.e" + i, i, Map.of()));
    }
}
