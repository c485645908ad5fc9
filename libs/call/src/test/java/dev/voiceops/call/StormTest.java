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
                    .withTools(Map.of("wipe", new Policy.ToolLimits(700, 5_000, "", "Shall I wipe {what}, yes or no?")))
                    .with(Limit.FAILED_TURNS, 40),
            Policy.standard()
                    .with(Phrase.GOODBYE, "")
                    .with(Phrase.SAY_AGAIN, "")
                    .with(Phrase.TOOL_TOO_SLOW, "")
                    .withSilence(List.of()));

    private static final Path PAGE = Path.of("../../docs/conversation.md");
    private static final int CALLS = 1_600;

    private static final Map<String, Set<String>> SEEN = new TreeMap<>();
    private static final List<String> BROKEN = new ArrayList<>();
    private static final Map<String, Integer> DEEDS = new TreeMap<>();
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
        step.effects().forEach(StormTest::count);
    }

    /** What became of the tools that are read back: a storm in which none is confirmed proves nothing about them. */
    private static void count(Effect effect) {
        if (effect instanceof Effect.RunTool run && run.confirmation().isGiven())
            DEEDS.merge("confirmed", 1, Integer::sum);
        if (effect instanceof Effect.Note note && note.type().equals("tool_not_confirmed"))
            DEEDS.merge(note.fields().getOrDefault("why", ""), 1, Integer::sum);
        if (effect instanceof Effect.Note note && note.type().startsWith("tool_arguments"))
            DEEDS.merge(note.type(), 1, Integer::sum);
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

    @Test
    void storms_see_each_fate_of_a_tool_that_is_read_back() {
        System.out.println("tools read back: " + DEEDS);
        assertThat(DEEDS.getOrDefault("confirmed", 0)).isGreaterThan(20);
        assertThat(DEEDS)
                .containsKeys("no", "unclear", "no_answer", "not_heard", "not_asked", "other_turn", "call_ended")
                .containsKeys("tool_arguments_rejected", "tool_arguments_given_up");
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
