package dev.voiceops.contracts.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ids of letters and digits: IBAN, and the national ids of the United Kingdom, Spain and Italy. */
final class Codes {
    private record Code(Pattern shape, Predicate<String> check, Mark mark) {
        Stream<Span> in(String text) {
            return shape.matcher(text)
                    .results()
                    .filter(found -> check.test(plain(found.group())))
                    .map(found -> new Span(found.start(), found.end(), mark));
        }
    }

    /** Lengths by country: SWIFT IBAN registry. */
    private static final Map<String, Integer> IBAN_LENGTHS = Map.ofEntries(
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("CH", 21),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("EE", 20),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GR", 27),
            Map.entry("HR", 21),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IS", 26),
            Map.entry("IT", 27),
            Map.entry("LI", 21),
            Map.entry("LT", 20),
            Map.entry("LU", 20),
            Map.entry("LV", 21),
            Map.entry("MC", 27),
            Map.entry("MT", 31),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PL", 28),
            Map.entry("PT", 25),
            Map.entry("RO", 24),
            Map.entry("SE", 24),
            Map.entry("SI", 19),
            Map.entry("SK", 24),
            Map.entry("SM", 27),
            Map.entry("TR", 26));

    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";

    private static final List<Code> CODES = List.of(
            new Code(
                    Pattern.compile(
                            "(?i)(?<![\\w-])[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![\\w-])"),
                    Codes::iban,
                    Mark.IBAN),
            // HMRC, NIM39110: letters that a NINO never begins with
            new Code(
                    Pattern.compile("(?i)\\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2}"
                            + " ?\\d{2} ?[A-D]\\b"),
                    any -> true,
                    Mark.NATIONAL_ID),
            new Code(Pattern.compile("(?i)\\b[XYZ0-9]\\d{7}[ -]?[A-Z]\\b"), Codes::spanish, Mark.NATIONAL_ID),
            new Code(
                    Pattern.compile("(?i)\\b[A-Z]{6}\\d{2}[ABCDEHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]\\b"),
                    Codes::italian,
                    Mark.NATIONAL_ID));

    private Codes() {}

    static Stream<Span> in(String text) {
        return CODES.stream().flatMap(code -> code.in(text));
    }

    private static String plain(String written) {
        return written.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    }

    private static boolean iban(String code) {
        Integer length = IBAN_LENGTHS.get(code.substring(0, 2));
        return length != null && length == code.length() && Checks.mod97(code.substring(4) + code.substring(0, 4));
    }

    private static boolean spanish(String code) {
        int century = "XYZ".indexOf(code.charAt(0));
        String number = (century < 0 ? code.substring(0, 1) : "" + century) + code.substring(1, 8);
        return SPANISH.charAt(Integer.parseInt(number) % 23) == code.charAt(8);
    }

    /** The codice fiscale: odd places count by a table, even ones by their value. */
    private static boolean italian(String code) {
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = code.charAt(i);
            int value = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? odd[value] : value;
        }
        return 'A' + sum % 26 == code.charAt(15);
    }
}
