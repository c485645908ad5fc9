package dev.voiceops.contracts.redaction;

import dev.voiceops.contracts.redaction.Cues.Cue;
import java.util.Optional;

/**
 * Numbers of persons that consist of digits alone. Those with strong check digits are known by them; the others need a shape
 * of their own or a word that says what they are.
 */
final class NationalIds {
    private static final String SOCIAL_SECURITY = "\\d{3}[- ]\\d{2}[- ]\\d{4}";
    private static final String BRAZILIAN_TAX = "\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}";

    private NationalIds() {}

    /** @param shape the digits as written, with their dashes, blanks and dots */
    static boolean is(String digits, String shape, Optional<Cue> cue) {
        if (cue.isPresent() && cue.get() == Cue.MATTER) {
            return false;
        }
        boolean named = cue.isPresent() && cue.get() == Cue.NATIONAL_ID;
        return switch (digits.length()) {
            case 9 -> named ? nineDigits(digits) : shape.matches(SOCIAL_SECURITY) && socialSecurity(digits);
            case 11 ->
                germanTax(digits) || polishPerson(digits, named || cue.isEmpty()) || brazilianTax(digits, shape, named);
            case 15 -> frenchPerson(digits);
            default -> false;
        };
    }

    /** US, Canada (check digit of Luhn) and the Netherlands. */
    private static boolean nineDigits(String digits) {
        return socialSecurity(digits) || Checks.luhn(digits) || elevenProof(digits);
    }

    /** US: no area 000, 666 or 9xx, no group 00, no serial 0000 (SSA, since 2011). */
    private static boolean socialSecurity(String digits) {
        return !digits.startsWith("000")
                && !digits.startsWith("666")
                && digits.charAt(0) != '9'
                && !digits.startsWith("00", 3)
                && !digits.endsWith("0000");
    }

    /** NL: the burgerservicenummer. */
    private static boolean elevenProof(String digits) {
        return Checks.weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
    }

    /** DE: of the first ten digits exactly one comes twice or thrice, the others once or not at all (BZSt). */
    private static boolean germanTax(String digits) {
        String body = digits.substring(0, 10);
        long repeated = body.chars().distinct().filter(c -> count(body, c) > 1).count();
        boolean shape = repeated == 1 && body.chars().noneMatch(c -> count(body, c) > 3) && digits.charAt(0) != '0';
        return shape && Checks.mod11Of10(digits);
    }

    private static long count(String text, int wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** BR: the CPF. */
    private static boolean brazilianTax(String digits, String shape, boolean named) {
        return (named || shape.matches(BRAZILIAN_TAX))
                && digits.chars().distinct().count() > 1
                && Checks.weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == Checks.at(digits, 9)
                && Checks.weighted(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == Checks.at(digits, 10);
    }

    /** PL: the PESEL, a date of birth (the century in the month) and a check digit. */
    private static boolean polishPerson(String digits, boolean likely) {
        int month = Integer.parseInt(digits.substring(2, 4)) % 20;
        int day = Integer.parseInt(digits.substring(4, 6));
        return likely
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && Checks.weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    /** FR: the NIR, sex, year, month, place, number, and a key of two digits. */
    private static boolean frenchPerson(String digits) {
        boolean shape = digits.matches("[12]\\d{2}(?:0[1-9]|1[0-2]|[2-9]\\d)\\d{10}");
        return shape && 97 - Long.parseLong(digits.substring(0, 13)) % 97 == Long.parseLong(digits.substring(13));
    }
}
