package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calls in which anything may happen, held against the {@link Laws}; and the table of what was seen in them, which is part
 * of the documentation: a change of behaviour shows as a change of the committed page.
 */
class StormTest {
    static final int EVENTS_A_CALL = 400;

    static final List<Policy> POLICIES = List.of(
            Policy.standard(),
            Policy.standard()
                    .with(Phrase.GREETING, "")
                    .withTransfer("+15550100")
                    .with(Limit.FAILED_TURNS, 40),
            Policy.standard()
                    .withTransfer("+15550100")
                    .with(Limit.MAX_STEPS, 2)
                    .with(Limit.FAILED_TURNS, 40)
                    .with(Limit.MAX_CALL_MS, 40_000)
                    .with(Limit.MAX_CALL_NOTICE_MS, 20_000),
            Policy.standard()
                    .with(Phrase.GOODBYE, "")
                    .with(Phrase.SAY_AGAIN, "")
                    .with(Phrase.TOOL_TOO_SLOW, "")
                    .withSilence(List.of()));

    private static final Path PAGE = Path.of("../../docs/conversation.md");
    private static final int CALLS = 800;

    private static final Map<String, Set<String>> SEEN = new TreeMap<>();
    private static final List<String> BROKEN = new ArrayList<>();
    private static int steps;

    @BeforeAll
    static void blow() {
        for (long seed = 1; seed <= CALLS && BROKEN.isEmpty(); seed++) blow(seed);
    }

    private static void blow(long seed) {
        Policy policy = POLICIES.get((int) (seed % POLICIES.size()));
        Storm storm = new Storm(seed, policy, StormTest::see);
        try {
            steps += storm.blow(EVENTS_A_CALL);
        } catch (AssertionError | RuntimeException broken) {
            BROKEN.add("storm with seed " + seed + ": " + broken + "\n" + storm.story());
        }
    }

    private static void see(VirtualCall.Happened step) {
        Set<String> effects = SEEN.computeIfAbsent(name(step.event()), event -> new TreeSet<>());
        step.effects().forEach(effect -> effects.add(effect.getClass().getSimpleName()));
    }

    private static String name(Event event) {
        return event instanceof Event.Alarm(var timer)
                ? "Alarm " + timer
                : event.getClass().getSimpleName();
    }

    @Test
    void no_storm_breaks_a_law() {
        System.out.printf("%d stormy calls, %d events%n", CALLS, steps);
        assertThat(BROKEN).isEmpty();
        assertThat(steps).isGreaterThan(100_000);
    }

    /** {@code -Dconversation.table=write} writes the page anew. */
    @Test
    @Tag("page")
    void the_committed_table_of_events_and_effects_is_true() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("conversation.table"))) Files.writeString(PAGE, page);
        assertThat(PAGE)
                .as("write it with -Dconversation.table=write")
                .exists()
                .content()
                .isEqualTo(page);
    }

    private static String page() {
        int pairs = SEEN.values().stream().mapToInt(Set::size).sum();
        String rows = SEEN.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(", ", row.getValue()) + " |\n")
                .collect(Collectors.joining());
        return """
                # Which events have which effects

                Written by `StormTest` from %d stormy calls; the test fails when the table changes. Write it anew with
                `mvn -pl libs/call -am test -Dtest=StormTest -DargLine=-Dconversation.table=write` and read the difference:
                each line is a behaviour that came or went. What events and effects mean is told by their types in
                `libs/call`.

                | event | effects seen |
                |---|---|
                %s
                %d pairs. Never seen: %s.
                """.formatted(CALLS, rows, pairs, neverSeen());
    }

    private static String neverSeen() {
        Stream<String> alarms = Stream.of(Timer.values()).map(timer -> "Alarm " + timer);
        String never = Stream.concat(records(Event.class).map(Class::getSimpleName), alarms)
                .filter(name -> !SEEN.containsKey(name) && !name.equals("Alarm"))
                .sorted()
                .collect(Collectors.joining(", "));
        return never.isEmpty() ? "none" : never;
    }

    private static Stream<Class<?>> records(Class<?> type) {
        if (!type.isSealed()) return Stream.of(type);
        return Stream.of(type.getPermittedSubclasses())
                .flatMap(StormTest::records)
                .distinct();
    }
}
