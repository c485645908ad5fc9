package dev.voiceops.contracts.redaction;

/** Numbers of payment cards: length and first digits of a scheme, and the check digit (ISO/IEC 7812-1). */
final class Cards {
    static final int SHORTEST = 13;
    static final int LONGEST = 19;

    private Cards() {}

    static boolean is(String digits) {
        return ofScheme(digits)
                && Checks.luhn(digits)
                && digits.chars().distinct().count() > 1;
    }

    private static boolean ofScheme(String digits) {
        if (digits.length() < SHORTEST || digits.length() > LONGEST) {
            return false;
        }
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        return switch (digits.length()) {
            case 15 -> two == 34 || two == 37;
            case 14 -> two == 30 || two == 36 || two == 38 || two == 39;
            default ->
                digits.charAt(0) == '4'
                        || (two >= 50 && two <= 69)
                        || (four >= 2221 && four <= 2720)
                        || (four >= 3528 && four <= 3589);
        };
    }
}
