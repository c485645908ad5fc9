package dev.voiceops.control.signin;

import dev.voiceops.http.Principal;
import dev.voiceops.http.Principals;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Sessions;
import dev.voiceops.store.Standing;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds out who makes a request, by the credential in its {@code Authorization} header. The database is asked each time: whatever
 * was taken from a person counts from the next request on, in every process. Safe for all threads.
 */
final class SignedIn implements Principals {
    static final Actor ACTOR = Actor.service("sign-in");

    private static final Reason REASON = new Reason("find out who makes a request");
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final Db db;
    private final InstantSource clock;

    SignedIn(AccessTokens tokens, Db db, InstantSource clock) {
        this.tokens = tokens;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Optional<Principal> of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return Optional.empty();
        return byToken(header.substring(SCHEME.length()));
    }

    private Optional<Principal> byToken(String token) {
        return tokens.verify(token)
                .flatMap(bearer -> db.platform(
                        REASON,
                        ACTOR,
                        tx -> Sessions.open(tx, bearer.session(), clock.instant())
                                .filter(open -> open.user().equals(bearer.user()))))
                .map(open -> principal(open.standing()));
    }

    private static Principal principal(Standing standing) {
        return new Principal(standing.actor(), standing.internalRole(), standing.memberships());
    }
}
