package dev.voiceops.contracts.redaction;

import java.math.BigInteger;

/** The check digits of the numbers that have some. Digits come as text of 0 to 9. */
final class Checks {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Checks() {}

    /** ISO/IEC 7812-1, annex B. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = at(digits, digits.length() - 1 - i) << (i % 2);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    /** ISO/IEC 7064 mod 97-10, as an IBAN has it: letters count from A = 10. */
    static boolean mod97(String alphanumeric) {
        StringBuilder number = new StringBuilder();
        alphanumeric.chars().forEach(c -> number.append(Character.digit(c, 36)));
        return new BigInteger(number.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }

    /** ISO/IEC 7064 mod 11,10: the German tax id. */
    static boolean mod11Of10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (at(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == at(digits, digits.length() - 1);
    }

    /** The sum of digits times weights, as many as there are weights. */
    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * at(digits, i);
        }
        return sum;
    }

    static int at(String digits, int index) {
        return digits.charAt(index) - '0';
    }
}
