package dev.voiceops.call;

import java.util.ArrayList;
import java.util.List;

/** The law of the caller's words: all of them are put on record, in order, once; spoken ones and those by hand. */
final class Words {
    private final List<String> spoken = new ArrayList<>();
    private final List<String> typed = new ArrayList<>();
    private final List<String> recordedSpoken = new ArrayList<>();
    private final List<String> recordedTyped = new ArrayList<>();
    private List<String> guess = List.of();
    private int known;
    private boolean byHand;
    private long at;

    void happens(Event event, long now, Conversation conversation) {
        boolean early = conversation.owedBy() == Party.NOBODY
                && conversation.endReason().isEmpty();
        if (early) return;
        switch (event) {
            case Event.Transcript(var text, var last) -> hear(tokens(text), last, now);
            case Event.Typed(var text) -> type(tokens(text), now);
            case Event.Digit(var key) -> type(List.of("key" + key), now);
            default -> {}
        }
    }

    private void hear(List<String> tokens, boolean last, long now) {
        if (last) spoken.addAll(tokens);
        guess = last ? List.of() : tokens;
        if (spoken.size() + guess.size() <= known) return;
        known = spoken.size() + guess.size();
        at = now;
        byHand = false;
    }

    private void type(List<String> tokens, long now) {
        if (tokens.isEmpty()) return;
        typed.addAll(tokens);
        at = now;
        byHand = true;
    }

    void records(String text) {
        for (String token : tokens(text)) (isTyped(token) ? recordedTyped : recordedSpoken).add(token);
        List<String> all = new ArrayList<>(spoken);
        all.addAll(guess);
        inOrder(recordedSpoken, all);
        inOrder(recordedTyped, typed);
    }

    private static void inOrder(List<String> recorded, List<String> all) {
        List<String> first = all.subList(0, Math.min(recorded.size(), all.size()));
        Laws.require(recorded.equals(first), "the caller's words are kept in order", recorded, all);
    }

    void allRecorded() {
        Laws.require(recordedSpoken.size() >= spoken.size(), "no word is lost", recordedSpoken, spoken);
        Laws.require(recordedTyped.equals(typed), "nothing typed is lost", recordedTyped, typed);
    }

    /** When the last words came. */
    long at() {
        return at;
    }

    /** Whether the last words were typed or keyed in. */
    boolean byHand() {
        return byHand;
    }

    private boolean isTyped(String token) {
        return token.startsWith("key") || typed.contains(token);
    }

    /** The words of a text; what was keyed in counts by keys. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        boolean keys = false;
        for (String token : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            if (keys) token.chars().forEach(key -> tokens.add("key" + (char) key));
            else if (!token.equals("Keypad:")) tokens.add(token);
            keys = token.equals("Keypad:");
        }
        return tokens;
    }
}
