package dev.voiceops.control.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * One person's way to the provider and back. The browser keeps it, sealed, and so nobody else can finish it; the nonce and the
 * PKCE verifier are made from the state by our key, so that neither is ever stored or sent before it is due. Immutable.
 *
 * @param state random, 43 characters
 * @param returnTo where the person goes afterwards, a path of this host
 * @param until when the journey is over
 */
record OidcJourney(String state, String returnTo, Instant until) {
    static final String COOKIE = "__Host-voiceops-oidc";
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LONGEST_PATH = 512;

    static OidcJourney begin(String returnTo, Instant now) {
        return new OidcJourney(Seals.random(), returnTo, now.plus(LONGEST));
    }

    /** As the browser keeps it. */
    String sealed(Seals seals) {
        String path = Seals.base64(returnTo.getBytes(StandardCharsets.UTF_8));
        return seals.seal(state + "~" + until.getEpochSecond() + "~" + path);
    }

    /** The journey that this browser began, if it is not over and the state that came back is its own. */
    static Optional<OidcJourney> resume(String sealed, String state, Seals seals, Instant now) {
        return seals.open(sealed)
                .map(text -> text.split("~", -1))
                .map(parts -> new OidcJourney(
                        parts[0],
                        new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8),
                        Instant.ofEpochSecond(Long.parseLong(parts[1]))))
                .filter(journey -> now.isBefore(journey.until) && same(journey.state, state));
    }

    String nonce(Seals seals) {
        return seals.sign("nonce " + state);
    }

    /** 43 characters, the fewest that RFC 7636 section 4.1 allows. */
    String verifier(Seals seals) {
        return seals.sign("verifier " + state);
    }

    /** Whether it leads nowhere but to this host: browsers take {@code //host} and {@code /\host} for another one. */
    static boolean staysHere(String path) {
        return path.length() <= LONGEST_PATH && path.matches("/(?:[!-.0-\\[\\]-~][!-\\[\\]-~]*)?");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Hides the state. */
    @Override
    public String toString() {
        return "OidcJourney[until " + until + "]";
    }
}
