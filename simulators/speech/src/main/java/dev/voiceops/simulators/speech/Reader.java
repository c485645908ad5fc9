package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeakableText.Pause;
import dev.voiceops.simulators.speech.SpeakableText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the written words of one text in order, each in the light of its neighbours. Used by one thread. */
final class Reader {
    private static final Pattern TOKEN = Pattern.compile("([\\p{P}&&[^#@&%/\\-]]*)(.*?)([\\p{P}&&[^%#@&/]]*)");
    private static final Pattern MONEY = Pattern.compile("(-?)([$€£])(\\d[\\d,]*)(?:\\.(\\d+))?");
    private static final Pattern CLOCK_HALF = Pattern.compile("(?i)[ap]\\.?m\\.?");
    private static final Pattern ROUND = Pattern.compile("[1-9]\\d{0,2}(000)+");
    private static final Set<String> SCALES = Set.of("hundred", "thousand", "million", "billion", "trillion");
    private static final Set<String> IDENTIFIERS = Set.of(
            ("number order code account reference ref confirmation ticket pin extension ext zip id case tracking invoice "
                            + "booking phone call flight room ending")
                    .split(" "));
    private static final Set<String> YEAR_COMES_AFTER =
            Set.of(("in since until by of january february march april may june july august september october november "
                            + "december spring summer autumn fall winter")
                    .split(" "));

    private final List<String> written;
    private int at;

    Reader(List<String> written) {
        this.written = written;
    }

    List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        for (at = 0; at < written.size(); at++) pieces.add(piece(written.get(at)));
        return pieces;
    }

    private Piece piece(String word) {
        var parts = TOKEN.matcher(word);
        if (!parts.matches()) return new Piece(word, List.of(), Pause.NONE);
        var core = parts.group(2);
        var tail = parts.group(3);
        var title = Abbreviations.of(core, tail.startsWith("."), neighbour(-1), neighbour(1));
        var clock = CLOCK_HALF.matcher(core + (tail.startsWith(".") ? "." : "")).matches() && afterTime();
        var spoken = clock ? Say.letters(core) : title.orElseGet(() -> say(core));
        return new Piece(word, spoken, pause(tail, clock || title.isPresent() || core.matches("(\\p{L}\\.)+\\p{L}")));
    }

    private List<String> say(String core) {
        var money = MONEY.matcher(core);
        if (money.matches()) return money(money);
        if (at > 0 && SCALES.contains(core.toLowerCase(Locale.ROOT))) {
            var before = MONEY.matcher(bare(neighbour(-1)));
            if (before.matches()) return List.of(core.toLowerCase(Locale.ROOT), currency(before.group(2), 2));
        }
        if (core.matches("\\d+")) return number(core);
        if (core.matches("\\d{1,2}:00")
                && CLOCK_HALF.matcher(bare(neighbour(1))).matches()) {
            return Numerals.cardinal(core.substring(0, core.length() - 3));
        }
        return Say.token(core);
    }

    private List<String> money(Matcher money) {
        var whole = money.group(3).replace(",", "");
        var fraction = money.group(4);
        var words = new ArrayList<String>();
        if (!money.group(1).isEmpty()) words.add("minus");
        if (SCALES.contains(bare(neighbour(1)))) {
            words.addAll(fraction == null ? Numerals.cardinal(whole) : Numerals.decimal(whole, fraction));
            return words;
        }
        words.addAll(Numerals.cardinal(whole));
        words.add(currency(money.group(2), "1".equals(whole) ? 1 : 2));
        if (fraction == null || fraction.matches("0+")) return words;
        var cents = (fraction + "0").substring(0, 2);
        words.add("and");
        words.addAll(Numerals.cardinal(cents));
        words.add(money.group(2).equals("£") ? "pence" : "01".equals(cents) ? "cent" : "cents");
        return words;
    }

    private static String currency(String sign, int count) {
        return switch (sign) {
            case "€" -> count == 1 ? "euro" : "euros";
            case "£" -> count == 1 ? "pound" : "pounds";
            default -> count == 1 ? "dollar" : "dollars";
        };
    }

    private List<String> number(String digits) {
        if (digits.length() > 2 && namesSomething()) return Numerals.digits(digits);
        var code = digits.length() > 4 && !ROUND.matcher(digits).matches();
        if (code || digits.matches("0\\d+")) return Numerals.digits(digits);
        var before = bare(neighbour(-1));
        var dated = YEAR_COMES_AFTER.contains(before) || before.matches("\\d{1,2}(st|nd|rd|th)?");
        return dated && digits.matches("(19|20)\\d\\d") ? Numerals.year(digits) : Numerals.cardinal(digits);
    }

    /** One of the three words before says that a number follows that is a name: order number, code, account. */
    private boolean namesSomething() {
        for (var back = 1; back <= 3; back++) if (IDENTIFIERS.contains(bare(neighbour(-back)))) return true;
        return false;
    }

    private boolean afterTime() {
        return bare(neighbour(-1)).matches("\\d{1,2}(:\\d\\d)?|o'clock");
    }

    private Pause pause(String tail, boolean dotIsPartOfTheWord) {
        if (tail.contains("?")) return Pause.QUESTION;
        var last = at == written.size() - 1;
        if (tail.contains("!") || tail.contains("…") || tail.contains("..")) return Pause.STOP;
        if (tail.contains(".")) return dotIsPartOfTheWord && !last ? Pause.NONE : Pause.STOP;
        var dashAhead = neighbour(1).matches("[-–—]+");
        return dashAhead || tail.matches(".*[,;:–—)-].*") ? Pause.COMMA : Pause.NONE;
    }

    private String neighbour(int offset) {
        var index = at + offset;
        return index >= 0 && index < written.size() ? written.get(index) : "";
    }

    /** Lower case and without the punctuation around it. */
    private static String bare(String word) {
        var parts = TOKEN.matcher(word);
        return parts.matches() ? parts.group(2).toLowerCase(Locale.ROOT) : "";
    }
}
