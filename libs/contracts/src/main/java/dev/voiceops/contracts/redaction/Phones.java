package dev.voiceops.contracts.redaction;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.voiceops.contracts.redaction.Cues.Cue;
import java.util.List;
import java.util.Optional;

/** Telephone numbers, judged by the numbering plans of the world (libphonenumber) and by what is said about them. */
final class Phones {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final List<String> WITH_TRUNK_ZERO = List.of("GB", "DE", "FR", "NL", "AT", "CH", "IE", "AU", "BE");
    private static final List<String> WITHOUT_TRUNK = List.of("US", "ES", "IT", "PL", "DK", "PT");
    private static final int LOCAL = 7;
    private static final int LONGEST = 15;

    private Phones() {}

    /** Whether these digits are a phone number. */
    static boolean is(String digits, boolean plus, Optional<Cue> cue) {
        if (digits.length() < LOCAL || digits.length() > LONGEST + 2) {
            return false;
        }
        if (plus) {
            return PLANS.isPossibleNumber("+" + digits, "ZZ");
        }
        if (cue.isPresent() && cue.get() != Cue.PHONE) {
            return false;
        }
        if (digits.startsWith("00") && valid("+" + digits.substring(2), "ZZ")) {
            return true;
        }
        return cue.isPresent() ? likely(digits) : national(digits);
    }

    private static boolean likely(String digits) {
        return digits.length() == LOCAL
                || national(digits)
                || valid("+" + digits, "ZZ")
                || WITHOUT_TRUNK.stream().anyMatch(region -> valid(digits, region));
    }

    private static boolean national(String digits) {
        if (digits.startsWith("0")) {
            return digits.length() >= 9 && WITH_TRUNK_ZERO.stream().anyMatch(region -> valid(digits, region));
        }
        boolean ofNorthAmerica = digits.length() == 10 || (digits.length() == 11 && digits.startsWith("1"));
        return ofNorthAmerica && valid(digits, "US");
    }

    private static boolean valid(String digits, String region) {
        try {
            return PLANS.isValidNumber(PLANS.parse(digits, region));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
