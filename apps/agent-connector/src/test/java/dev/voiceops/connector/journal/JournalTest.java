package dev.voiceops.connector.journal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.connector.journal.JournalEntry.Body.Happened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final JournalSettings FAST = new JournalSettings(16, 5, 20, 64);
    private static final String MISSING = "runtime.journal_entry_missing";
    private final CallRef call = new CallRef(UUID.randomUUID(), UUID.randomUUID(), 7);
    private final CallRef other = new CallRef(UUID.randomUUID(), UUID.randomUUID(), 8);
    private final Shelf shelf = new Shelf();

    @TempDir
    private Path folder;

    private Journal journal() throws IOException {
        return new Journal(shelf, folder.resolve("deep/spool.jsonl"), FAST, () -> Instant.EPOCH);
    }

    private static void write(CallLog log, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> log.event("event." + i, i, Map.of("i", "" + i)));
    }

    private static List<String> events(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "event." + i).toList();
    }

    private List<String> kept(CallRef of) {
        return shelf.kept.stream()
                .filter(entry -> entry.call().equals(of))
                .map(entry -> ((Happened) entry.body()).type())
                .toList();
    }

    @Test
    void entries_arrive_in_order_with_their_numbers() throws Exception {
        try (Journal journal = journal()) {
            CallLog log = journal.open(call, () -> {});
            write(log, 1, 100);
            log.settled().get(20, SECONDS);
            assertThat(kept(call)).isEqualTo(events(1, 100));
            assertThat(shelf.kept.stream().map(JournalEntry::n))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 100)
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    @Test
    void a_database_that_goes_away_gets_everything_afterwards_once_and_in_order() throws Exception {
        try (Journal journal = journal()) {
            CallLog log = journal.open(call, () -> {});
            CallLog second = journal.open(other, () -> {});
            write(log, 1, 10);
            log.settled().get(20, SECONDS);
            shelf.goAway();
            write(log, 11, 600);
            write(second, 1, 300);
            for (int tries = 0; journal.state().waiting() > 64; tries++) {
                assertThat(shelf.refusedTries.poll(20, SECONDS)).isNotNull();
                assertThat(tries).as("tries until memory is within its bound").isLessThan(100_000);
            }
            assertThat(journal.state().failing()).isTrue();
            assertThat(journal.state().spooled()).isTrue();
            shelf.comeBack();
            write(log, 601, 700);
            log.settled().get(20, SECONDS);
            second.settled().get(20, SECONDS);
            assertThat(kept(call)).isEqualTo(events(1, 700));
            assertThat(kept(other)).isEqualTo(events(1, 300));
            assertThat(journal.state()).isEqualTo(new JournalState(0, false, false, 0, 0));
        }
        assertThat(Files.size(folder.resolve("deep/spool.jsonl"))).isZero();
    }

    @Test
    void a_commit_whose_answer_was_lost_is_not_written_twice() throws Exception {
        try (Journal journal = journal()) {
            shelf.dieAfterNextCommit();
            CallLog log = journal.open(call, () -> {});
            write(log, 1, 40);
            log.settled().get(20, SECONDS);
            assertThat(kept(call)).isEqualTo(events(1, 40));
        }
    }

    @Test
    void what_could_not_be_written_before_the_end_is_written_by_the_next_process() throws Exception {
        shelf.goAway();
        try (Journal journal = journal()) {
            write(journal.open(call, () -> {}), 1, 200);
        }
        Path spool = folder.resolve("deep/spool.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(spool));
        assertThat(lines).hasSize(200);
        lines.set(99, lines.get(99).replace("event.100", "event.999"));
        Files.writeString(
                spool, String.join("\n", lines) + "\n" + lines.getFirst().substring(0, 30));
        shelf.comeBack();
        try (Journal journal = journal()) {
            CallLog log = journal.open(other, () -> {});
            write(log, 1, 3);
            log.settled().get(20, SECONDS);
        }
        assertThat(kept(call))
                .as("a note for the damaged line, nothing for the torn one")
                .isEqualTo(Stream.of(events(1, 99), List.of(MISSING), events(101, 200))
                        .flatMap(List::stream)
                        .toList());
        assertThat(kept(other)).isEqualTo(events(1, 3));
    }

    @Test
    void an_entry_the_store_refuses_does_not_hold_up_the_others() throws Exception {
        try (Journal journal = journal()) {
            shelf.refuse("event.5");
            CallLog log = journal.open(call, () -> {});
            CallLog second = journal.open(other, () -> {});
            write(log, 1, 10);
            write(second, 1, 10);
            log.settled().get(20, SECONDS);
            second.settled().get(20, SECONDS);
            assertThat(kept(call))
                    .isEqualTo(Stream.of(events(1, 4), List.of(MISSING), events(6, 10))
                            .flatMap(List::stream)
                            .toList());
            assertThat(kept(other)).hasSize(10).containsAll(events(6, 10));
            assertThat(journal.state().refused()).isEqualTo(2);
        }
    }

    @Test
    void a_writer_that_lost_its_lease_is_told() throws Exception {
        try (Journal journal = journal()) {
            shelf.refuse("stale");
            CountDownLatch told = new CountDownLatch(1);
            CallLog log = journal.open(call, told::countDown);
            log.event("stale", 1, Map.of());
            assertThat(told.await(20, SECONDS)).isTrue();
        }
    }
}
