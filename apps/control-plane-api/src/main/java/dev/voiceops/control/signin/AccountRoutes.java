package dev.voiceops.control.signin;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Principal;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Sessions;
import dev.voiceops.store.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What concerns oneself. */
@RestController
@Access(Access.By.MEMBER)
final class AccountRoutes {
    private static final Reason REASON = new Reason("one's own account");

    private final Passwords passwords;
    private final Db db;
    private final InstantSource clock;

    AccountRoutes(Passwords passwords, Db db, InstantSource clock) {
        this.passwords = passwords;
        this.db = db;
        this.clock = clock;
    }

    /** A change of one's password. */
    record PasswordChange(String currentPassword, String newPassword) {
        @SuppressWarnings("NullAway") // Jackson leaves absent fields null
        PasswordChange {
            if (currentPassword == null) throw new ContractViolation("current_password: is missing");
            if (newPassword == null) throw new ContractViolation("new_password: is missing");
            if (currentPassword.length() > 1024) throw new ContractViolation("current_password: is too long");
        }

        /** Hides both. */
        @Override
        public String toString() {
            return "PasswordChange[redacted]";
        }
    }

    /** Who one is; a browser also gets what its requests must carry. */
    @GetMapping("/auth/me")
    @Needs(Permission.OWN_ACCOUNT)
    AccountView me(Principal principal, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        Optional<SignedIn.Session> session = SignedIn.session(request);
        Users.Person person = session.flatMap(
                        open -> db.platform(REASON, principal.actor(), tx -> Users.find(tx, open.user())))
                .orElse(null);
        return AccountView.of(
                principal, person, session.map(SignedIn.Session::csrfToken).orElse(null));
    }

    /** Ends this session, or with {@code ?everywhere=true} all of them. */
    @PostMapping("/auth/logout")
    @Needs(Permission.OWN_ACCOUNT)
    @Audited(AuditAction.SIGNED_OUT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(
            @RequestParam(defaultValue = "false") boolean everywhere,
            Principal principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedIn.Session session = mustBeSession(request);
        Instant now = clock.instant();
        db.platform(REASON, principal.actor(), tx -> {
            if (everywhere) Sessions.endAll(tx, session.user(), null, now);
            else Sessions.end(tx, session.id(), now);
            audit(tx, AuditAction.SIGNED_OUT, session, Map.of("everywhere", String.valueOf(everywhere)));
            return true;
        });
        if (session.csrfToken() != null) Cookies.clear(response, Cookies.SESSION);
    }

    /** Sets a new password; ends all other sessions. */
    @PostMapping(value = "/auth/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Needs(Permission.OWN_ACCOUNT)
    @Audited(AuditAction.PASSWORD_CHANGED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @RequestBody PasswordChange change,
            Principal principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedIn.Session session = mustBeSession(request);
        Instant now = clock.instant();
        Looked looked = db.platform(
                REASON,
                principal.actor(),
                tx -> new Looked(
                        Throttle.take(tx, session.user().toString(), now),
                        Users.find(tx, session.user()).orElseThrow(),
                        Users.login(tx, session.user()).orElseThrow().passwordHash()));
        if (looked.pause().isPresent())
            throw SignInRoutes.throttled(looked.pause().get(), response);
        if (!passwords.matches(change.currentPassword(), looked.hash())) {
            throw new ProblemException(ProblemType.FORBIDDEN, "current_password: is not the password");
        }
        Secret fresh = Secret.of(change.newPassword());
        Newcomer.mustBeStrong(
                fresh, "new_password", looked.person().email(), looked.person().name());
        Secret hash = passwords.hash(change.newPassword());
        db.platform(REASON, principal.actor(), tx -> {
            Users.setPassword(tx, session.user(), hash);
            Sessions.endAll(tx, session.user(), session.id(), now);
            audit(tx, AuditAction.PASSWORD_CHANGED, session, Map.of());
            return true;
        });
    }

    private static SignedIn.Session mustBeSession(HttpServletRequest request) {
        return SignedIn.session(request)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN, "A key has neither a password nor a session: revoke it instead"));
    }

    private static void audit(PlatformTx tx, AuditAction action, SignedIn.Session session, Map<String, String> detail) {
        Audit.append(
                tx,
                Audit.PLATFORM,
                action,
                new Audit.Target("user", session.user().toString()),
                Json.write(detail));
    }

    private record Looked(
            Optional<Duration> pause,
            Users.Person person,
            @Nullable Secret hash) {}
}
