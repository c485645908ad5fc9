package dev.voiceops.control.signin;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.signin.SignInRoutes.SignInAnswer;
import dev.voiceops.http.Access;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The ways in before anybody is there, and for developers. A way whose key is not configured does not exist. */
@RestController
@Access(Access.By.ANYONE)
final class EntryRoutes {
    private static final Reason REASON = new Reason("make the first people");

    private final SignInConfig.Doors doors;
    private final Passwords passwords;
    private final SignInDesk desk;
    private final Db db;

    EntryRoutes(SignInConfig.Doors doors, Passwords passwords, SignInDesk desk, Db db) {
        this.doors = doors;
        this.passwords = passwords;
        this.desk = desk;
        this.db = db;
    }

    /** {@code internalRole}: absent for an administrator. */
    record NewPerson(
            String email,
            String name,
            String password,
            @Nullable String internalRole) {
        @SuppressWarnings({"NullAway", "ConstantValue"}) // Jackson leaves absent fields null
        Newcomer as(@Nullable Role role) {
            return new Newcomer(email, name, Secret.of(password == null ? "" : password), role);
        }

        /** Hides everything. */
        @Override
        public String toString() {
            return "NewPerson[redacted]";
        }
    }

    /** @param email of the person to act as */
    record DevTokenRequest(String email) {
        @Override
        public String toString() {
            return "DevTokenRequest[redacted]";
        }
    }

    /** Who was made. */
    record Made(UUID userId) {}

    /** Makes the first administrator; of many who try at once, one does. */
    @PostMapping(value = "/auth/register-first-admin", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Made registerFirstAdmin(@RequestBody NewPerson person, HttpServletRequest request, HttpServletResponse response) {
        if (doors.firstAdminNeedsKey()) mustShow(doors.bootstrapKey(), "X-Bootstrap-Key", request, response);
        if (db.platform(REASON, SignedIn.ACTOR, Users::hasFirstAdmin)) throw tooLate();
        Newcomer newcomer = person.as(Role.INTERNAL_ADMIN);
        if (person.internalRole() != null && newcomer.internalRole() != Newcomer.internalRole(person.internalRole())) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "internal_role: the first one is internal_admin");
        }
        Secret hash = passwords.hash(person.password());
        return new Made(Newcomer.unlessTaken(
                        () -> db.platform(REASON, SignedIn.ACTOR, tx -> firstAdmin(tx, newcomer, hash)))
                .value());
    }

    private static UserId firstAdmin(PlatformTx tx, Newcomer newcomer, Secret hash) {
        UserId user = newcomer.join(tx, hash, AuditAction.FIRST_ADMIN_REGISTERED);
        if (!Users.claimFirstAdmin(tx, user)) throw tooLate();
        return user;
    }

    /** Makes a person of the internal team, for who has the bootstrap key. */
    @PostMapping(value = "/auth/bootstrap/user", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Made bootstrap(@RequestBody NewPerson person, HttpServletRequest request, HttpServletResponse response) {
        mustShow(doors.bootstrapKey(), "X-Bootstrap-Key", request, response);
        Role role = Newcomer.internalRole(person.internalRole());
        Newcomer newcomer = person.as(role == null ? Role.INTERNAL_ADMIN : role);
        Secret hash = passwords.hash(person.password());
        return new Made(Newcomer.unlessTaken(() -> db.platform(REASON, SignedIn.ACTOR, tx -> {
                    UserId user = newcomer.join(tx, hash, AuditAction.USER_CREATED);
                    if (newcomer.internalRole() == Role.INTERNAL_ADMIN) Users.claimFirstAdmin(tx, user);
                    return user;
                }))
                .value());
    }

    /** An access token for anybody, for developers. */
    @PostMapping(value = "/internal/dev/token", consumes = MediaType.APPLICATION_JSON_VALUE)
    SignInAnswer devToken(
            @RequestBody DevTokenRequest asked, HttpServletRequest request, HttpServletResponse response) {
        mustShow(doors.devTokenKey(), "X-Dev-Token-Key", request, response);
        UserId user = db.platform(REASON, SignedIn.ACTOR, tx -> Users.login(tx, Emails.valid(asked.email())))
                .filter(login -> !login.disabled())
                .map(Users.Login::id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such user"));
        response.setHeader("Cache-Control", "no-store");
        return new SignInAnswer(
                user.value(),
                desk.beginToken(user, "developer"),
                "Bearer",
                desk.accessTokenLife().toSeconds(),
                null);
    }

    private static void mustShow(
            @Nullable Secret key, String header, HttpServletRequest request, HttpServletResponse response) {
        if (key == null) throw new ProblemException(ProblemType.NOT_FOUND, "There is no such route on this port");
        String shown = request.getHeader(header);
        if (shown == null || !key.equals(Secret.of(shown))) {
            response.setHeader("WWW-Authenticate", header);
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Send the key in " + header);
        }
    }

    private static ProblemException tooLate() {
        return new ProblemException(ProblemType.NOT_IN_THIS_STATE, "The first administrator was registered before");
    }
}
