package dev.voiceops.control.signin;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Principal;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.Identities;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Sessions;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people who sign in, for administrators. */
@RestController
@Access(Access.By.MEMBER)
final class PeopleRoutes {
    private static final Reason REASON = new Reason("administer people");

    private final Passwords passwords;
    private final Db db;
    private final InstantSource clock;

    PeopleRoutes(Passwords passwords, Db db, InstantSource clock) {
        this.passwords = passwords;
        this.db = db;
        this.clock = clock;
    }

    /** A person to be added; without a password it signs in by another system, or gets one later. */
    record NewUser(
            String email,
            String name,
            @Nullable String password,
            @Nullable String internalRole) {
        Newcomer newcomer() {
            return new Newcomer(
                    email, name, password == null ? null : Secret.of(password), Newcomer.internalRole(internalRole));
        }

        @Override
        public String toString() {
            return "NewUser[redacted]";
        }
    }

    /** What a person is to be; {@code internalRole} absent: none. */
    record UserChange(String name, @Nullable String internalRole, boolean disabled) {
        @Override
        public String toString() {
            return "UserChange[redacted]";
        }
    }

    /** A password set by an administrator. */
    record NewPassword(String password) {
        @SuppressWarnings("NullAway") // Jackson leaves absent fields null
        NewPassword {
            if (password == null) throw new ContractViolation("password: is missing");
        }

        @Override
        public String toString() {
            return "NewPassword[redacted]";
        }
    }

    /** By e-mail. */
    @GetMapping("/internal/users")
    @Needs(Permission.PEOPLE_READ)
    Page<PersonView> list(Cursor cursor, Principal principal) {
        String after = cursor.after(email -> email).orElse(null);
        List<Users.Person> people = db.platform(REASON, principal.actor(), tx -> Users.list(tx, after, cursor.fetch()));
        return Page.of(cursor, people, PersonView::of, Users.Person::email);
    }

    /** One. */
    @GetMapping("/internal/users/{userId}")
    @Needs(Permission.PEOPLE_READ)
    PersonView one(@PathVariable UUID userId, Principal principal) {
        return PersonView.of(db.platform(REASON, principal.actor(), tx -> find(tx, new UserId(userId))));
    }

    /** Adds one. */
    @PostMapping("/internal/users")
    @Needs(Permission.PEOPLE_WRITE)
    @Audited(AuditAction.USER_CREATED)
    @ResponseStatus(HttpStatus.CREATED)
    PersonView add(@RequestBody NewUser body, Principal principal) {
        Newcomer newcomer = body.newcomer();
        Secret password = newcomer.password();
        Secret hash = password == null ? null : passwords.hash(password.reveal());
        return PersonView.of(Newcomer.unlessTaken(() -> db.platform(
                REASON, principal.actor(), tx -> find(tx, newcomer.join(tx, hash, AuditAction.USER_CREATED)))));
    }

    /** Changes name, role and whether the person may sign in; who may not is signed out everywhere. */
    @PutMapping("/internal/users/{userId}")
    @Needs(Permission.PEOPLE_WRITE)
    @Audited(AuditAction.USER_CHANGED)
    PersonView change(@PathVariable UUID userId, @RequestBody UserChange body, Principal principal) {
        UserId user = new UserId(userId);
        String name = Newcomer.nameOf(body.name());
        Role role = Newcomer.internalRole(body.internalRole());
        return PersonView.of(db.platform(REASON, principal.actor(), tx -> {
            if (role != Role.INTERNAL_ADMIN || body.disabled()) mustNotBeLastAdmin(tx, user);
            Users.Person before = find(tx, user);
            Users.change(tx, user, name, role, body.disabled());
            if (body.disabled()) Sessions.endAll(tx, user, null, clock.instant());
            Users.Person after = find(tx, user);
            audit(
                    tx,
                    AuditAction.USER_CHANGED,
                    user,
                    Map.of("before", PersonView.of(before), "after", PersonView.of(after)));
            return after;
        }));
    }

    /** Sets a password, and signs the person out everywhere. */
    @PostMapping("/internal/users/{userId}/password")
    @Needs(Permission.PEOPLE_WRITE)
    @Audited(AuditAction.PASSWORD_CHANGED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable UUID userId, @RequestBody NewPassword body, Principal principal) {
        UserId user = new UserId(userId);
        Users.Person person = db.platform(REASON, principal.actor(), tx -> find(tx, user));
        Newcomer.mustBeStrong(Secret.of(body.password()), "password", person.email(), person.name());
        Secret hash = passwords.hash(body.password());
        db.platform(REASON, principal.actor(), tx -> {
            Users.setPassword(tx, user, hash);
            Sessions.endAll(tx, user, null, clock.instant());
            audit(tx, AuditAction.PASSWORD_CHANGED, user, Map.of());
            return true;
        });
    }

    /** Forgets what other sign-in systems call the person, who is linked anew the next time it comes from one. */
    @DeleteMapping("/internal/users/{userId}/identities")
    @Needs(Permission.PEOPLE_WRITE)
    @Audited(AuditAction.IDENTITY_UNLINKED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable UUID userId, Principal principal) {
        UserId user = new UserId(userId);
        db.platform(REASON, principal.actor(), tx -> {
            if (Identities.unlink(tx, user) == 0) {
                throw new ProblemException(ProblemType.NOT_FOUND, "No other sign-in system knows such a user");
            }
            audit(tx, AuditAction.IDENTITY_UNLINKED, user, Map.of());
            return true;
        });
    }

    /** Signs the person out everywhere. */
    @PostMapping("/internal/users/{userId}/sign-out")
    @Needs(Permission.PEOPLE_WRITE)
    @Audited(AuditAction.SIGNED_OUT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@PathVariable UUID userId, Principal principal) {
        UserId user = new UserId(userId);
        db.platform(REASON, principal.actor(), tx -> {
            find(tx, user);
            int ended = Sessions.endAll(tx, user, null, clock.instant());
            audit(tx, AuditAction.SIGNED_OUT, user, Map.of("sessions", ended));
            return true;
        });
    }

    private static void mustNotBeLastAdmin(PlatformTx tx, UserId user) {
        if (Users.lockAdministrators(tx).equals(List.of(user))) {
            throw new ProblemException(
                    ProblemType.NOT_IN_THIS_STATE, "This is the last administrator: make another one first");
        }
    }

    private static Users.Person find(PlatformTx tx, UserId user) {
        return Users.find(tx, user)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such user"));
    }

    private static void audit(PlatformTx tx, AuditAction action, UserId user, Map<String, ?> detail) {
        Audit.append(tx, Audit.PLATFORM, action, new Audit.Target("user", user.toString()), Json.write(detail));
    }
}
