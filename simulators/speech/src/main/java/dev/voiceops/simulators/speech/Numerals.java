package dev.voiceops.simulators.speech;

import java.util.ArrayList;
import java.util.List;

/** English words for numbers, the American way. Any thread. */
final class Numerals {
    private static final List<String> SMALL = List.of(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                            + "seventeen eighteen nineteen")
                    .split(" "));
    private static final List<String> TENS =
            List.of("- - twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final List<String> GROUPS = List.of("", "thousand", "million", "billion", "trillion");
    private static final int LONGEST = 15;

    private Numerals() {}

    /** "120" is one hundred twenty; what is too long for words is read digit by digit. */
    static List<String> cardinal(String digits) {
        if (digits.length() > LONGEST) return digits(digits);
        var value = Long.parseLong(digits);
        if (value == 0) return List.of("zero");
        var words = new ArrayList<String>();
        for (int group = GROUPS.size() - 1; group >= 0; group--) {
            var part = (int) (value / (long) Math.pow(1000, group) % 1000);
            if (part == 0) continue;
            addBelowThousand(words, part);
            if (group > 0) words.add(GROUPS.get(group));
        }
        return words;
    }

    /** "21" is twenty first. */
    static List<String> ordinal(String digits) {
        var words = new ArrayList<>(cardinal(digits));
        var last = words.removeLast();
        words.add(
                switch (last) {
                    case "one" -> "first";
                    case "two" -> "second";
                    case "three" -> "third";
                    case "five" -> "fifth";
                    case "eight" -> "eighth";
                    case "nine" -> "ninth";
                    case "twelve" -> "twelfth";
                    default -> last.endsWith("y") ? last.substring(0, last.length() - 1) + "ieth" : last + "th";
                });
        return words;
    }

    /** "047" is zero four seven; characters that are no digits are left out. */
    static List<String> digits(String digits) {
        return digits.chars()
                .filter(c -> c >= '0' && c <= '9')
                .mapToObj(digit -> SMALL.get(digit - '0'))
                .toList();
    }

    /** "2026" is twenty twenty six, "2007" two thousand seven, "1905" nineteen oh five. */
    static List<String> year(String digits) {
        var year = Integer.parseInt(digits);
        var words = new ArrayList<String>();
        if (year / 10 % 100 == 0) return cardinal(digits);
        addBelowThousand(words, year / 100);
        if (year % 100 == 0) words.add("hundred");
        else if (year % 100 < 10) words.addAll(List.of("oh", SMALL.get(year % 100)));
        else addBelowThousand(words, year % 100);
        return words;
    }

    /** Whole part and fraction: "3", "50" is three point five zero. */
    static List<String> decimal(String whole, String fraction) {
        var words = new ArrayList<>(cardinal(whole));
        words.add("point");
        words.addAll(digits(fraction));
        return words;
    }

    private static void addBelowThousand(List<String> words, int value) {
        if (value >= 100) words.addAll(List.of(SMALL.get(value / 100), "hundred"));
        var rest = value % 100;
        if (rest >= 20) {
            words.add(TENS.get(rest / 10));
            rest %= 10;
        }
        if (rest > 0) words.add(SMALL.get(rest));
    }
}
