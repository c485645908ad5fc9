package dev.voiceops.contracts.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** E-mail addresses, written, or spelled as in "john dot smith at example dot com". */
final class Emails {
    private static final Pattern WRITTEN =
            Pattern.compile("[\\p{L}\\p{N}._%+-]+\\s?@\\s?[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,24}");
    private static final Set<String> AT = Set.of("at", "@", "ät", "klammeraffe");
    private static final Set<String> DOT = Set.of("dot", ".", "punkt", "period");
    private static final Set<String> JOIN = Set.of(
            "dot",
            ".",
            "punkt",
            "underscore",
            "_",
            "unterstrich",
            "dash",
            "-",
            "hyphen",
            "minus",
            "bindestrich",
            "plus",
            "+");
    private static final Set<String> ENDINGS = Set.of(
            "com", "net", "org", "edu", "gov", "info", "biz", "io", "ai", "app", "dev", "me", "tv", "eu", "us", "uk",
            "de", "at", "ch", "fr", "es", "it", "nl", "be", "pl", "pt", "ie", "se", "no", "dk", "fi", "ca", "au", "br",
            "in", "co");

    private Emails() {}

    static List<Span> in(String text, List<Token> tokens) {
        List<Span> found = new ArrayList<>();
        WRITTEN.matcher(text).results().forEach(at -> found.add(new Span(at.start(), at.end(), Mark.EMAIL)));
        for (int at = 1; at < tokens.size() - 2; at++) {
            if (AT.contains(tokens.get(at).text())) {
                int end = endOfDomain(tokens, at + 1);
                int begin = beginOfName(tokens, at - 1);
                if (end > 0 && begin >= 0) {
                    found.add(new Span(tokens.get(begin).from(), tokens.get(end).to(), Mark.EMAIL));
                }
            }
        }
        return found;
    }

    /** The last token of a domain that begins here; 0 if there is none. Letters may be spelled one by one. */
    private static int endOfDomain(List<Token> tokens, int from) {
        int end = 0;
        int at = from;
        while (at < tokens.size() && isPart(tokens.get(at))) {
            while (at + 1 < tokens.size() && spelled(tokens.get(at)) && spelled(tokens.get(at + 1))) {
                at++;
            }
            boolean more =
                    at + 2 < tokens.size() && JOIN.contains(tokens.get(at + 1).text());
            if (!more) {
                break;
            }
            boolean dot = DOT.contains(tokens.get(at + 1).text());
            at += 2;
            if (dot && ENDINGS.contains(tokens.get(at).text())) {
                end = at;
            }
        }
        return end;
    }

    /** The first token of a name that ends here; -1 if there is none. */
    private static int beginOfName(List<Token> tokens, int last) {
        if (!isPart(tokens.get(last))) {
            return -1;
        }
        int begin = last;
        while (begin > 0) {
            Token before = tokens.get(begin - 1);
            if (begin > 1 && JOIN.contains(before.text()) && isPart(tokens.get(begin - 2))) {
                begin -= 2;
            } else if (joinsOn(before, tokens.get(begin))) {
                begin--;
            } else {
                break;
            }
        }
        return begin;
    }

    /** "j o h n", "john four two", "4 2": spelled letters and digits go on with what stands before them. */
    private static boolean joinsOn(Token before, Token now) {
        boolean endsName = now.isDigits() && before.length() > 2;
        return spelled(now) && isPart(before) && (spelled(before) || endsName);
    }

    private static boolean spelled(Token token) {
        return token.isDigits() || (token.says(Token.Kind.WORD) && token.length() == 1);
    }

    private static boolean isPart(Token token) {
        return !token.says(Token.Kind.SIGN) && !JOIN.contains(token.text()) && !AT.contains(token.text());
    }
}
