package dev.voiceops.control.integrations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying a connection.
 *
 * @param detail what was found and, when it is not well, what to do
 * @param httpStatus what the other side answered; null: it did not
 */
record Trial(Result result, String detail, @Nullable Integer httpStatus) {
    /** In a word. */
    enum Result {
        /** It answered as it should, and took the secret where it asks for one. */
        OK("It answers and takes the secret"),
        /** It answers, but has no route that would tell whether the secret is right. */
        REACHED("It answers; whether the secret is right shows with the first tool that runs"),
        /** It refused the secret. */
        UNAUTHORIZED("It refuses the secret; check that it is whole, not expired and may do this"),
        /** It is something else, or at another path. */
        NOT_FOUND("Something answers there, but not as this kind of system does; check base_url"),
        /** It wants us elsewhere, where the secret must not go. */
        REDIRECTED("It sends us to another address, which is not followed; give that address as base_url"),
        /** It is too busy or out of credit. */
        LIMITED("It asks to slow down, or the account has used up what it may; try again later"),
        /** It has a fault of its own. */
        BROKEN("It answers with an error of its own; look there"),
        /** No name, no connection. */
        UNREACHABLE("It cannot be reached; check the host's name, its port and its firewall"),
        /** Its certificate is not good. */
        TLS_FAILED("Its certificate is not trusted; mend that there, or use the name the certificate is for"),
        /** It takes too long. */
        TIMEOUT("It does not answer in time"),
        /** An address the platform does not connect to. */
        NOT_ALLOWED("The platform does not connect to that address (private networks, odd ports)"),
        /** The connection broke, or the answer was endless. */
        LOST("The connection broke before there was a whole answer");

        private final String advice;

        Result(String advice) {
            this.advice = advice;
        }

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Trial of(Result result) {
        return new Trial(result, result.advice, null);
    }

    /** What a status means where the route needs a valid secret. */
    static Trial answered(int status) {
        Result result = status / 100 == 2
                ? Result.OK
                : switch (status) {
                    case 401, 403 -> Result.UNAUTHORIZED;
                    case 402, 429 -> Result.LIMITED;
                    default ->
                        switch (status / 100) {
                            case 3 -> Result.REDIRECTED;
                            case 5 -> Result.BROKEN;
                            default -> Result.NOT_FOUND;
                        };
                };
        return new Trial(result, result.advice, status);
    }
}
