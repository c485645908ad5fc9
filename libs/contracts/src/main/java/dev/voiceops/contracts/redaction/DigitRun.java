package dev.voiceops.contracts.redaction;

import dev.voiceops.contracts.redaction.Token.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Digits that follow each other, written or said, with nothing but blanks, dashes, brackets and hesitation between.
 *
 * @param groups each token's digits, with the place they have in the text
 * @param plus a "+" or the word stands before the first
 */
record DigitRun(List<Group> groups, boolean plus) {
    private static final Set<String> BETWEEN = Set.of("-", "–", ".", "/", "(", ")", ",", "…", "_");
    private static final Set<String> HESITATION = Set.of(
            "uh", "um", "er", "erm", "hm", "hmm", "äh", "ähm", "then", "dash", "hyphen", "space", "dot", "slash");

    /** Digits of one token, or of a tens word and its unit. */
    record Group(int from, int to, String digits, boolean spoken) {}

    static List<DigitRun> in(List<Token> tokens, BitSet survivors) {
        List<DigitRun> runs = new ArrayList<>();
        for (int at = 0; at < tokens.size(); ) {
            Builder builder = new Builder(tokens, survivors, at);
            if (builder.groups.isEmpty()) {
                at++;
            } else {
                runs.add(new DigitRun(List.copyOf(builder.groups), builder.plusBefore(at)));
                at = builder.next;
            }
        }
        return runs;
    }

    /** The digits of the groups from (inclusive) to (exclusive). */
    String digits(int from, int to) {
        StringBuilder digits = new StringBuilder();
        groups.subList(from, to).forEach(group -> digits.append(group.digits));
        return digits.toString();
    }

    boolean spoken() {
        return groups.stream().anyMatch(Group::spoken);
    }

    Span span(int from, int to, Mark mark) {
        return new Span(groups.get(from).from, groups.get(to - 1).to, mark);
    }

    int from() {
        return groups.getFirst().from;
    }

    int to() {
        return groups.getLast().to;
    }

    private static final class Builder {
        private final List<Token> tokens;
        private final BitSet survivors;
        private final List<Group> groups = new ArrayList<>();
        private int next;

        Builder(List<Token> tokens, BitSet survivors, int start) {
            this.tokens = tokens;
            this.survivors = survivors;
            this.next = start;
            int ahead = start;
            while (take(ahead)) {
                ahead = next;
                while (ahead < tokens.size() && isBetween(ahead)) {
                    ahead++;
                }
            }
        }

        boolean plusBefore(int start) {
            String before = start == 0 ? "" : tokens.get(start - 1).text();
            return before.equals("+") || before.equals("plus");
        }

        private boolean take(int at) {
            if (at >= tokens.size()) {
                return false;
            }
            Token token = tokens.get(at);
            boolean repeated = token.says(Kind.REPEAT) && at + 1 < tokens.size() && single(tokens.get(at + 1));
            if (repeated) {
                Token digit = tokens.get(at + 1);
                String digits = digit.digits().repeat(Tokens.times(token));
                groups.add(new Group(token.from(), digit.to(), digits, true));
                next = at + 2;
            } else if (token.isDigits() && !survivors.get(token.from())) {
                takeDigits(token, at);
            } else {
                return false;
            }
            return true;
        }

        /** "forty two" and "eight hundred" say one number. */
        private void takeDigits(Token token, int at) {
            boolean spoken = token.says(Kind.SPOKEN);
            int after = at + 1;
            if (after < tokens.size() && tokens.get(after).text().equals("-")) {
                after++;
            }
            Token follower = after < tokens.size() ? tokens.get(after) : null;
            boolean tens =
                    spoken && token.digits().length() == 2 && token.digits().endsWith("0");
            if (follower != null && tens && token.digits().charAt(0) > '1' && unit(follower)) {
                groups.add(new Group(token.from(), follower.to(), token.digits().charAt(0) + follower.digits(), true));
                next = after + 1;
            } else if (follower != null && single(token) && follower.text().equals("hundred")) {
                groups.add(new Group(token.from(), follower.to(), token.digits() + "00", true));
                next = after + 1;
            } else {
                groups.add(new Group(token.from(), token.to(), token.digits(), spoken));
                next = at + 1;
            }
        }

        private static boolean single(Token token) {
            return token.isDigits() && token.digits().length() == 1;
        }

        private static boolean unit(Token token) {
            return token.says(Kind.SPOKEN) && single(token) && !token.digits().equals("0");
        }

        private boolean isBetween(int at) {
            Token token = tokens.get(at);
            return token.says(Kind.SIGN) ? BETWEEN.contains(token.text()) : HESITATION.contains(token.text());
        }
    }
}
