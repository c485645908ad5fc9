package dev.voiceops.control.signin;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.SessionId;
import dev.voiceops.store.Sessions;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords and begins sessions. A wrong password, an unknown e-mail, a disabled person and one without a password are one
 * answer, after the same work. Safe for all threads.
 */
final class SignInDesk {
    private static final Reason REASON = new Reason("sign somebody in");

    private final Passwords passwords;
    private final AccessTokens tokens;
    private final SignInConfig.Times times;
    private final Db db;
    private final InstantSource clock;

    SignInDesk(Passwords passwords, AccessTokens tokens, SignInConfig.Times times, Db db, InstantSource clock) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.times = times;
        this.db = db;
        this.clock = clock;
    }

    /** What a sign-in came to. */
    sealed interface Outcome {
        /** Signed in. */
        record Welcome(UserId user, String email) implements Outcome {}

        /** No such person, wrong password, disabled: it is not said which. */
        record Refused() implements Outcome {}

        /** Not even looked at; try again after that. */
        record Throttled(Duration pause) implements Outcome {}
    }

    /** Checks a password. */
    Outcome check(Throttle.Try who, String password) {
        Instant now = clock.instant();
        Looked looked = db.platform(
                REASON,
                SignedIn.ACTOR,
                tx -> new Looked(
                        Throttle.take(tx, who, now),
                        Users.login(tx, who.email()).orElse(null)));
        if (looked.pause().isPresent())
            return new Outcome.Throttled(looked.pause().get());
        Users.Login login = looked.login();
        boolean right = passwords.matches(password, login == null ? null : login.passwordHash());
        if (!right || login == null || login.disabled()) return new Outcome.Refused();
        Secret hash = Objects.requireNonNull(login.passwordHash(), "it matched");
        Secret fresh = passwords.isOutdated(hash) ? passwords.hash(password) : null;
        return db.platform(REASON, Actor.user(login.id()), tx -> {
            Throttle.succeeded(tx, who, now);
            if (fresh != null) Users.setPassword(tx, login.id(), fresh);
            return new Outcome.Welcome(login.id(), login.email());
        });
    }

    /** Begins a session and gives its access token. {@code by}: how the person proved who it is, for the audit. */
    String beginToken(UserId user, String by) {
        Instant now = clock.instant();
        Instant expiry = now.plus(times.accessToken());
        SessionId session = db.platform(REASON, Actor.user(user), tx -> {
            SessionId begun = Sessions.begin(tx, user, now, expiry);
            audit(tx, user, begun, by);
            return begun;
        });
        return tokens.mint(user, session, expiry);
    }

    /** Begins a browser's session and gives its secret; ends the one the browser had before, whoever planted it. */
    String beginBrowser(UserId user, String by, Optional<String> before) {
        Instant now = clock.instant();
        String secret = Seals.random();
        db.platform(REASON, Actor.user(user), tx -> {
            before.flatMap(old -> Sessions.open(tx, hash(old), now, times.sessionIdle()))
                    .ifPresent(old -> Sessions.end(tx, old.id(), now));
            SessionId begun = Sessions.begin(tx, user, hash(secret), now, now.plus(times.sessionLongest()));
            audit(tx, user, begun, by);
            return begun;
        });
        return secret;
    }

    Duration accessTokenLife() {
        return times.accessToken();
    }

    Duration browserLife() {
        return times.sessionLongest();
    }

    private static void audit(PlatformTx tx, UserId user, SessionId session, String by) {
        Audit.append(
                tx,
                Audit.PLATFORM,
                AuditAction.SIGNED_IN,
                new Audit.Target("user", user.toString()),
                Json.write(Map.of("session", session.toString(), "by", by)));
    }

    private static byte[] hash(String secret) {
        return SigningKeys.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    private record Looked(Optional<Duration> pause, Users.@Nullable Login login) {}
}
