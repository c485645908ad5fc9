package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which events have which effects, as seen in storms. The table is part of the documentation: a change of behaviour shows
 * as a change of the committed page. {@code -Dconversation.table=write} writes it anew.
 */
class ConversationTableTest {
    private static final Path PAGE = Path.of("../../docs/conversation.md");
    private static final int CALLS = 500;

    @Test
    void the_committed_table_of_events_and_effects_is_true() throws IOException {
        String table = page(seen());
        if ("write".equals(System.getProperty("conversation.table"))) Files.writeString(PAGE, table);
        assertThat(PAGE)
                .as("write it with -Dconversation.table=write")
                .exists()
                .content()
                .isEqualTo(table);
    }

    private static Map<String, Set<String>> seen() {
        Map<String, Set<String>> seen = new TreeMap<>();
        for (long seed = 1; seed <= CALLS; seed++) {
            Policy policy = StormTest.POLICIES.get((int) (seed % StormTest.POLICIES.size()));
            new Storm(
                            seed,
                            policy,
                            step -> step.effects()
                                    .forEach(
                                            effect -> seen.computeIfAbsent(name(step.event()), event -> new TreeSet<>())
                                                    .add(effect.getClass().getSimpleName())))
                    .blow(StormTest.EVENTS_A_CALL);
        }
        return seen;
    }

    private static String name(Event event) {
        return event instanceof Event.Alarm(var timer)
                ? "Alarm " + timer
                : event.getClass().getSimpleName();
    }

    private static String page(Map<String, Set<String>> seen) {
        int pairs = seen.values().stream().mapToInt(Set::size).sum();
        String rows = seen.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(", ", row.getValue()) + " |\n")
                .collect(Collectors.joining());
        String mute = Stream.concat(events(), Stream.of(Timer.values()).map(timer -> "Alarm " + timer))
                .filter(name -> !seen.containsKey(name) && !name.equals("Alarm"))
                .sorted()
                .collect(Collectors.joining(", "));
        return """
                # Which events have which effects

                Written by `ConversationTableTest` from %d stormy calls; the test fails when the table changes. Write it anew
                with `mvn -pl libs/call -am test -Dtest=ConversationTableTest -Dconversation.table=write` and read the
                difference: each line is a behaviour that came or went. What the events and effects mean is told by their
                types in `libs/call`.

                | event | effects seen |
                |---|---|
                %s
                %d pairs. Never with an effect: %s.
                """.formatted(CALLS, rows, pairs, mute.isEmpty() ? "none" : mute);
    }

    private static Stream<String> events() {
        return records(Event.class).map(Class::getSimpleName);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(ConversationTableTest::records)
                        .distinct()
                : Stream.of(type);
    }
}
