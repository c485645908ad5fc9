package dev.voiceops.control.signin;

import dev.voiceops.contracts.ContractViolation;
import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses as this product keeps them: ASCII, in lower case, so that one person cannot be two, or look like another. */
public final class Emails {
    private static final Pattern PLAIN = Pattern.compile("[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");
    private static final int LONGEST = 254;

    private Emails() {}

    /** For looking somebody up: any text, no error. */
    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** For keeping. @throws ContractViolation when it is none that we take */
    public static String valid(String email) {
        String normal = normal(email);
        if (normal.length() > LONGEST || !PLAIN.matcher(normal).matches()) {
            throw new ContractViolation("email: must be an address in ASCII, name@host");
        }
        return normal;
    }
}
