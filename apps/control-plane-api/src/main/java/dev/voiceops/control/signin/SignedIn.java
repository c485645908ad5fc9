package dev.voiceops.control.signin;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Principal;
import dev.voiceops.http.Principals;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Actor;
import dev.voiceops.store.ApiKeys;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.SessionId;
import dev.voiceops.store.Sessions;
import dev.voiceops.store.Standing;
import dev.voiceops.store.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a request: by an access token or an API key in {@code Authorization}, or else by a browser's session cookie.
 * The database is asked each time: whatever was taken from a person counts from the next request on, in every process. Safe for all
 * threads.
 */
final class SignedIn implements Principals {
    static final Actor ACTOR = Actor.service("sign-in");
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Reason REASON = new Reason("find out who makes a request");
    private static final String SCHEME = "Bearer ";
    private static final String ATTRIBUTE = SignedIn.class.getName();

    private final AccessTokens tokens;
    private final SameOrigin sameOrigin;
    private final Duration idle;
    private final Db db;
    private final InstantSource clock;

    SignedIn(AccessTokens tokens, SameOrigin sameOrigin, Duration idle, Db db, InstantSource clock) {
        this.tokens = tokens;
        this.sameOrigin = sameOrigin;
        this.idle = idle;
        this.db = db;
        this.clock = clock;
    }

    /**
     * The session behind a request.
     *
     * @param csrfToken what its requests that change something must carry; null when no cookie is involved
     */
    record Session(SessionId id, UserId user, @Nullable Secret csrfToken) {}

    /** The session behind a member's request; empty when a program showed a key. */
    static Optional<Session> session(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Session session ? Optional.of(session) : Optional.empty();
    }

    @Override
    public Optional<Principal> of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.isEmpty()) {
            return Cookies.read(request, Cookies.SESSION).flatMap(secret -> byCookie(secret, request));
        }
        String header = headers.getFirst();
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return Optional.empty();
        String shown = header.substring(SCHEME.length());
        return KeyText.looksLike(shown) ? byKey(shown) : byToken(shown, request);
    }

    private Optional<Principal> byKey(String key) {
        return db.platform(REASON, ACTOR, tx -> ApiKeys.use(tx, KeyText.hash(key), clock.instant()))
                .map(SignedIn::principal);
    }

    private Optional<Principal> byToken(String token, HttpServletRequest request) {
        return tokens.verify(token)
                .flatMap(bearer -> db.platform(
                                REASON, ACTOR, tx -> Sessions.open(tx, bearer.session(), clock.instant()))
                        .filter(open -> open.user().equals(bearer.user())))
                .map(open -> remembered(open, null, request));
    }

    private Optional<Principal> byCookie(String secret, HttpServletRequest request) {
        byte[] hash = SigningKeys.sha256(secret.getBytes(StandardCharsets.UTF_8));
        Optional<Sessions.Open> open = db.platform(REASON, ACTOR, tx -> Sessions.open(tx, hash, clock.instant(), idle));
        open.ifPresent(found -> mustBeOurPage(secret, request));
        return open.map(found -> remembered(found, csrfToken(secret), request));
    }

    private void mustBeOurPage(String secret, HttpServletRequest request) {
        if (SameOrigin.isSafe(request)) {
            if (!SameOrigin.mayRead(request)) throw foreign("The request comes from another site");
            return;
        }
        if (!sameOrigin.isOurs(request)) throw foreign("The request does not come from a page of this host");
        String shown = request.getHeader(CSRF_HEADER);
        if (shown == null || !csrfToken(secret).equals(Secret.of(shown))) {
            throw foreign("Send the session's csrf_token (see GET /auth/me) as " + CSRF_HEADER);
        }
    }

    /** Nobody can make it without the session's secret, which no page can read. */
    static Secret csrfToken(String secret) {
        return Secret.of(Seals.base64(Seals.mac(secret.getBytes(StandardCharsets.UTF_8), "csrf")));
    }

    private static Principal remembered(Sessions.Open open, @Nullable Secret csrfToken, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, new Session(open.id(), open.user(), csrfToken));
        return principal(open.standing());
    }

    private static Principal principal(Standing standing) {
        return new Principal(standing.actor(), standing.internalRole(), standing.memberships());
    }

    private static ProblemException foreign(String detail) {
        return new ProblemException(ProblemType.FORBIDDEN, detail);
    }
}
