package dev.voiceops.contracts.redaction;

import dev.voiceops.contracts.redaction.Cues.Cue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the runs of digits of a text: card, phone, national id, code of a card, or nothing of the kind. */
final class Numbers {
    private static final int SHORTEST = 3;
    private static final int LONGEST_RUN = 64;
    private static final Set<Integer> CARD_CODE_LENGTHS = Set.of(3, 4);
    private final String text;
    private final List<Token> tokens;
    private final List<Token> asked;
    private final List<Span> found = new ArrayList<>();

    Numbers(String text, List<Token> tokens, List<Token> asked) {
        this.text = text;
        this.tokens = tokens;
        this.asked = asked;
    }

    List<Span> find() {
        DigitRun.in(tokens, Survivors.in(text)).forEach(this::judge);
        return found;
    }

    private void judge(DigitRun run) {
        String digits = run.digits(0, run.groups().size());
        if (digits.length() < SHORTEST) {
            return;
        }
        Optional<Cue> cue = Cues.of(run, tokens, asked);
        int done = 0;
        for (int from = 0; from < run.groups().size() && digits.length() <= LONGEST_RUN; from++) {
            int end = endOfCard(run, from);
            if (end > 0) {
                between(run, done, from, cue);
                found.add(run.span(from, end, Mark.CARD));
                done = end;
                from = end - 1;
            }
        }
        between(run, done, run.groups().size(), cue);
    }

    /** The last group (exclusive) of the longest card that begins here; 0 if none does. */
    private static int endOfCard(DigitRun run, int from) {
        int end = 0;
        StringBuilder digits = new StringBuilder();
        for (int to = from; to < run.groups().size() && digits.length() <= Cards.LONGEST; to++) {
            digits.append(run.groups().get(to).digits());
            if (Cards.is(digits.toString())) {
                end = to + 1;
            }
        }
        return end;
    }

    private void between(DigitRun run, int from, int to, Optional<Cue> cue) {
        if (from >= to) {
            return;
        }
        String digits = run.digits(from, to);
        Span whole = run.span(from, to, Mark.PHONE);
        boolean plus = run.plus() && from == 0;
        if (NationalIds.is(digits, text.substring(whole.from(), whole.to()), cue)) {
            found.add(run.span(from, to, Mark.NATIONAL_ID));
        } else if (Phones.is(digits, plus, cue)) {
            found.add(new Span(plus ? signBefore(whole.from()) : bracketBefore(whole.from()), whole.to(), Mark.PHONE));
        } else if (CARD_CODE_LENGTHS.contains(digits.length()) && cue.equals(Optional.of(Cue.CARD_CODE))) {
            found.add(run.span(from, to, Mark.CARD_CODE));
        }
    }

    private int signBefore(int at) {
        return tokens.stream()
                .filter(token -> token.to() <= at)
                .reduce((_, last) -> last)
                .map(Token::from)
                .orElse(at);
    }

    private int bracketBefore(int at) {
        return at > 0 && text.charAt(at - 1) == '(' ? at - 1 : at;
    }
}
