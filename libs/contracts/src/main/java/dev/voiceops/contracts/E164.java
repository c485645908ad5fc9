package dev.voiceops.contracts;

import java.util.regex.Pattern;

/**
 * The form of telephone numbers as of ITU-T E.164, section 6: a plus sign, a country code that does not begin with 0, at most 15
 * digits in all, and only ASCII digits. Whether somebody owns the number is for the carrier to know.
 */
public final class E164 {
    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** What to tell who sent something else. */
    public static final String HINT = "must be an E.164 number: + and 7 to 15 digits, for example +15550100200";

    private E164() {}

    /** Whether the text is of that form. */
    public static boolean fits(String text) {
        return FORM.matcher(text).matches();
    }
}
