package dev.voiceops.control.signin;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Secret;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes and checks passwords with Argon2id. The parameters are OWASP's smallest (19 MiB, two passes, one lane): an attacker with the
 * table pays that for each guess, and a sign-in stays under a tenth of a second on one core. Only so many run at a time, so that a
 * flood of sign-ins cannot take the memory of the calls. Safe for all threads.
 */
public final class Passwords {
    /** Fewest characters. */
    public static final int SHORTEST = 12;

    private static final int LONGEST = 256;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_A_TIME = 4;
    private static final int PATIENCE_SECONDS = 5;

    /** zxcvbn's time grows faster than the password does; what follows cannot make a password weaker. */
    private static final int LOOKED_AT = 64;
    /** zxcvbn: 3 is "safely unguessable: moderate protection from offline slow-hash scenario". */
    private static final int GOOD_SCORE = 3;

    private static final Zxcvbn STRENGTH = new Zxcvbn();

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore room = new Semaphore(AT_A_TIME, true);
    private final Secret nobodys = hash("nobody has this password");

    /** The hash to keep, with its parameters and salt. */
    public Secret hash(String password) {
        return inTurn(() -> Secret.of(encoded(password)));
    }

    /** Whether it is the password; nobody's hash is checked all the same, and takes as long. */
    boolean matches(String password, @Nullable Secret hash) {
        String kept = (hash == null ? nobodys : hash).reveal();
        boolean same = inTurn(() -> argon2.matches(normal(password), kept));
        return same && hash != null;
    }

    /** Whether the hash was made with weaker parameters than today's. */
    boolean isOutdated(Secret hash) {
        return argon2.upgradeEncoding(hash.reveal());
    }

    /** Why the password cannot be taken, in a sentence; empty if it can. */
    public static Optional<String> weakness(String password, String email, String name) {
        String normal = normal(password);
        if (normal.codePointCount(0, normal.length()) < SHORTEST) {
            return Optional.of("has fewer than " + SHORTEST + " characters");
        }
        if (normal.length() > LONGEST) return Optional.of("has more than " + LONGEST + " characters");
        if (normal.chars().anyMatch(Character::isISOControl)) return Optional.of("has control characters");
        String start = normal.substring(0, Math.min(LOOKED_AT, normal.length()));
        List<String> own = List.of(email, email.replaceAll("@.*", ""), name.toLowerCase(Locale.ROOT), "voiceops");
        return STRENGTH.measure(start, own).getScore() < GOOD_SCORE
                ? Optional.of("is common or easy to guess: use several unrelated words")
                : Optional.empty();
    }

    /** Unicode spells some characters in several ways; keyboards differ (NIST SP 800-63B, 3.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private String encoded(String password) {
        String encoded = argon2.encode(normal(password));
        if (encoded == null) throw new IllegalStateException("a password was not hashed");
        return encoded;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(ProblemType.TOO_MANY_TRIES, "Too many people sign in right now; try again");
    }
}
