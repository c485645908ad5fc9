package dev.voiceops.simulators.speech;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shortened words and what is said for them. Any thread. */
final class Abbreviations {
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            entry("mr", "mister"),
            entry("mrs", "missus"),
            entry("ms", "miz"),
            entry("prof", "professor"),
            entry("e.g", "for example"),
            entry("i.e", "that is"),
            entry("etc", "et cetera"),
            entry("vs", "versus"),
            entry("approx", "approximately"),
            entry("ext", "extension"),
            entry("dept", "department"),
            entry("appt", "appointment"),
            entry("blvd", "boulevard"),
            entry("ave", "avenue"),
            entry("apt", "apartment"),
            entry("ok", "okay"),
            entry("id", "i d"),
            entry("w/", "with"),
            entry("&", "and"),
            entry("@", "at"),
            entry("%", "percent"),
            entry("+", "plus"),
            entry("=", "equals"),
            entry("24/7", "twenty four seven"),
            entry("1/2", "one half"),
            entry("1/4", "one quarter"),
            entry("3/4", "three quarters"));

    /** Words of their own, so short for something only with a dot behind or, for dates, a digit ahead. */
    private static final Map<String, String> DATES = Map.ofEntries(
            entry("jan", "january"),
            entry("feb", "february"),
            entry("mar", "march"),
            entry("apr", "april"),
            entry("jun", "june"),
            entry("jul", "july"),
            entry("aug", "august"),
            entry("sep", "september"),
            entry("sept", "september"),
            entry("oct", "october"),
            entry("nov", "november"),
            entry("dec", "december"),
            entry("mon", "monday"),
            entry("tue", "tuesday"),
            entry("tues", "tuesday"),
            entry("wed", "wednesday"),
            entry("thu", "thursday"),
            entry("thur", "thursday"),
            entry("thurs", "thursday"),
            entry("fri", "friday"),
            entry("sat", "saturday"),
            entry("sun", "sunday"));

    private static final Map<String, String> WITH_DOT = Map.of(
            "jr", "junior",
            "sr", "senior",
            "inc", "incorporated",
            "co", "company",
            "ltd", "limited",
            "rd", "road",
            "tel", "telephone",
            "min", "minutes",
            "hrs", "hours");

    private Abbreviations() {}

    /** What is said for {@code core}, when it is short for something between its neighbours; {@code dot} is behind it. */
    static Optional<List<String>> of(String core, boolean dot, String before, String after) {
        var word = core.toLowerCase(Locale.ROOT);
        var date = DATES.get(word);
        if (date != null && ((dot && !core.equals(word)) || startsWithDigit(after))) return Optional.of(List.of(date));
        var said = switch (word) {
            case "dr" -> startsWithCapital(before) && !startsWithCapital(after) ? "drive" : "doctor";
            case "st" -> startsWithCapital(after) && !startsWithCapital(before) ? "saint" : "street";
            case "no" -> dot && startsWithDigit(after) ? "number" : null;
            default -> ALWAYS.getOrDefault(word, dot ? WITH_DOT.get(word) : null);
        };
        return Optional.ofNullable(said).map(words -> List.of(words.split(" ")));
    }

    private static boolean startsWithCapital(String word) {
        return word.matches("\\p{Lu}[\\p{L}'.-]*");
    }

    private static boolean startsWithDigit(String word) {
        return word.matches("#?\\d.*");
    }
}
