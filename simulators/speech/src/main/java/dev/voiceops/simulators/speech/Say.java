package dev.voiceops.simulators.speech;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is said for one written word, seen by itself. Any thread. */
final class Say {
    private static final List<String> MONTHS =
            List.of("january february march april may june july august september october november december".split(" "));
    private static final Map<String, String> UNITS = Map.of(
            "km", "kilometers",
            "kg", "kilograms",
            "lb", "pounds",
            "lbs", "pounds",
            "mi", "miles",
            "ft", "feet",
            "min", "minutes",
            "mins", "minutes",
            "hrs", "hours",
            "h", "hours");
    private static final Map<Character, String> SYMBOLS = Map.of(
            '.',
            "dot",
            '/',
            "slash",
            '-',
            "dash",
            '_',
            "underscore",
            '@',
            "at",
            '+',
            "plus",
            '&',
            "and",
            '=',
            "equals",
            '%',
            "percent");

    private static final Set<String> SPELLED =
            Set.of("AI", "API", "EU", "FAQ", "ID", "IT", "OTP", "UK", "US", "USA", "VIP");

    private record Rule(Pattern pattern, Function<MatchResult, List<String>> said) {
        Rule(String regex, Function<MatchResult, List<String>> said) {
            this(Pattern.compile(regex), said);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+", whole -> address(whole.group())),
            new Rule(
                    "(?i)(?:https?://)?(?:www\\.)?((?:[a-z0-9-]+\\.)+(?:com|org|net|io|co|ai|dev|gov|edu|app|uk|de)"
                            + "(?:/[^?#]*?)?)/?(?:[?#].*)?",
                    site -> address(site.group(1))),
            new Rule("(?i)(\\d{1,2}):(\\d\\d)(?::\\d\\d)?([ap]\\.?m)?", Say::time),
            new Rule("(?i)(\\d{1,2})([ap]\\.?m)", at -> join(Numerals.cardinal(at.group(1)), letters(at.group(2)))),
            new Rule("(\\d{4})-(\\d\\d)-(\\d\\d)", on -> date(on.group(1), on.group(2), on.group(3))),
            new Rule("(\\d\\d?)/(\\d\\d?)/(\\d{4})", on -> date(on.group(3), on.group(1), on.group(2))),
            new Rule("(\\d\\d?)/(\\d\\d?)/(\\d\\d)", on -> date("20" + on.group(3), on.group(1), on.group(2))),
            new Rule("(?i)(\\d+)(?:st|nd|rd|th)", nth -> Numerals.ordinal(nth.group(1))),
            new Rule("(\\d+)%", of -> join(Numerals.cardinal(of.group(1)), List.of("percent"))),
            new Rule("(\\d+)\\.(\\d+)%", of -> join(decimal(of), List.of("percent"))),
            new Rule(
                    "\\d{1,3}(?:,\\d{3})+", all -> Numerals.cardinal(all.group().replace(",", ""))),
            new Rule("(\\d{1,3}(?:,\\d{3})*|\\d+)\\.(\\d+)", Say::decimal),
            new Rule("-(\\d{1,4})", of -> join(List.of("minus"), Numerals.cardinal(of.group(1)))),
            new Rule(
                    "(\\d{1,3})[-–](\\d{1,3})",
                    of -> join(Numerals.cardinal(of.group(1)), List.of("to"), Numerals.cardinal(of.group(2)))),
            new Rule("(?i)(\\d{1,4})(km|kg|lbs?|mi|ft|mins?|hrs|h)", Say::quantity),
            new Rule("[#+]?[\\d().,–-]*\\d[\\d().,–-]*", Say::digitGroups));

    private Say() {}

    static List<String> token(String core) {
        for (var rule : RULES) {
            var match = rule.pattern.matcher(core);
            if (match.matches()) return rule.said.apply(match.toMatchResult());
        }
        return runs(core);
    }

    /** One by one, by name; what is no letter is left out. */
    static List<String> letters(String text) {
        return text.chars()
                .filter(c -> Character.isLetter(c) && c < 128)
                .mapToObj(Character::toString)
                .map(c -> c.toLowerCase(Locale.ROOT))
                .map(c -> c.equals("a") ? "ay" : c)
                .toList();
    }

    private static List<String> time(MatchResult clock) {
        var minutes = clock.group(2);
        var words = new ArrayList<>(Numerals.cardinal(clock.group(1)));
        if (!minutes.equals("00")) {
            if (minutes.startsWith("0")) words.add("oh");
            words.addAll(Numerals.cardinal(minutes.replaceFirst("^0", "")));
        }
        if (clock.group(3) != null) words.addAll(letters(clock.group(3)));
        else if (minutes.equals("00")) words.add("o'clock");
        return words;
    }

    private static List<String> date(String year, String month, String day) {
        var index = Integer.parseInt(month);
        if (index < 1 || index > 12) return Numerals.digits(month + day + year);
        return join(List.of(MONTHS.get(index - 1)), Numerals.ordinal(day), Numerals.year(year));
    }

    private static List<String> decimal(MatchResult number) {
        return Numerals.decimal(number.group(1).replace(",", ""), number.group(2));
    }

    private static List<String> quantity(MatchResult amount) {
        var unit = UNITS.getOrDefault(amount.group(2).toLowerCase(Locale.ROOT), amount.group(2));
        return join(Numerals.cardinal(amount.group(1)), List.of(unit));
    }

    /** A phone number, an extension, an account: digit by digit, a breath between its groups. */
    private static List<String> digitGroups(MatchResult number) {
        var words = new ArrayList<String>();
        for (var group : number.group().split("\\D+")) {
            if (group.isEmpty()) continue;
            if (!words.isEmpty()) words.add(words.removeLast() + ",");
            words.addAll(Numerals.digits(group));
        }
        return words;
    }

    /** A mail or web address, its punctuation by name. */
    private static List<String> address(String address) {
        var words = new ArrayList<String>();
        for (var part : address.split("(?<=[./_@+&=%-])|(?=[./_@+&=%-])")) {
            var symbol = part.isEmpty() ? null : SYMBOLS.get(part.charAt(0));
            words.addAll(symbol == null ? runs(part) : List.of(symbol));
        }
        return words;
    }

    private static final Pattern RUN = Pattern.compile("\\d+|[A-Za-z']+|[&%@]");

    /** Stretches of letters as words, of digits one by one; capitals that make no word are spelled. */
    private static List<String> runs(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'');
        var mixed = plain.chars().anyMatch(Character::isDigit);
        var words = new ArrayList<String>();
        RUN.matcher(plain).results().map(MatchResult::group).forEach(run -> {
            var first = run.charAt(0);
            var symbol = SYMBOLS.get(first);
            if (Character.isDigit(first)) words.addAll(Numerals.digits(run));
            else if (symbol != null) words.add(symbol);
            else if (isSpelled(run, mixed)) words.addAll(letters(run));
            else words.add(run.replaceAll("^'+|'+$", "").toLowerCase(Locale.ROOT));
        });
        words.removeIf(String::isEmpty);
        return words;
    }

    private static boolean isSpelled(String run, boolean amongDigits) {
        var capitals = run.chars().allMatch(Character::isUpperCase);
        if (run.length() == 1) return amongDigits || (capitals && !run.equals("A") && !run.equals("I"));
        var longest = amongDigits ? 3 : 4;
        return capitals
                && run.length() <= longest
                && (amongDigits || SPELLED.contains(run) || run.matches("[^AEIOU]+"));
    }

    @SafeVarargs
    private static List<String> join(List<String>... parts) {
        var words = new ArrayList<String>();
        for (var part : parts) words.addAll(part);
        return words;
    }
}
