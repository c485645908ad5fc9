package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** The law of the caller's words: all of them are put on record, in order, once. */
final class Words {
    private final List<String> said = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();
    private List<String> guess = List.of();
    private boolean byHand;
    private long at;

    void happens(Event event, long now, Conversation conversation) {
        if (conversation.owedBy() == Party.NOBODY
                && said.isEmpty()
                && conversation.endReason().isEmpty()) return;
        switch (event) {
            case Event.Transcript(var text, var last) -> {
                List<String> tokens = tokens(text);
                if (last) said.addAll(tokens);
                guess = last ? List.of() : tokens;
                if (!tokens.isEmpty()) come(now, false);
            }
            case Event.Typed(var text)
            when !text.isBlank() -> {
                said.addAll(tokens(text));
                come(now, true);
            }
            case Event.Digit(var key) -> {
                said.add(String.valueOf(key));
                come(now, true);
            }
            default -> {}
        }
    }

    void records(String text) {
        recorded.addAll(tokens(text));
        List<String> known = new ArrayList<>(said);
        known.addAll(guess);
        assertThat(known).as("the caller's words are kept in order").startsWith(recorded.toArray(String[]::new));
    }

    void allRecorded() {
        assertThat(recorded.size())
                .as("no word is lost of " + said + ", recorded " + recorded)
                .isGreaterThanOrEqualTo(said.size());
    }

    /** When the last words came. */
    long at() {
        return at;
    }

    /** Whether the last words were typed or keyed in. */
    boolean byHand() {
        return byHand;
    }

    private void come(long now, boolean hand) {
        at = now;
        byHand = hand;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        boolean keys = false;
        for (String token : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            if (keys) token.chars().forEach(key -> tokens.add(String.valueOf((char) key)));
            else if (!token.equals("Keypad:")) tokens.add(token);
            keys = token.equals("Keypad:");
        }
        return tokens;
    }
}
