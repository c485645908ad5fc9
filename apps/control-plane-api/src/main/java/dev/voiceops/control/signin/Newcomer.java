package dev.voiceops.control.signin;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Secret;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person to be added, checked.
 *
 * @param password null: signs in by another system only, or gets one later
 * @param internalRole null: nothing until a tenant takes the person in
 */
public record Newcomer(
        String email,
        String name,
        @Nullable Secret password,
        @Nullable Role internalRole) {
    private static final int LONGEST_NAME = 200;

    /** @throws ContractViolation saying which part is wrong */
    @SuppressWarnings("NullAway") // Jackson leaves absent fields null
    public Newcomer {
        if (email == null) throw new ContractViolation("email: is missing");
        email = Emails.valid(email);
        name = nameOf(name);
        if (password != null) mustBeStrong(password, "password", email, name);
        if (internalRole == Role.CLIENT_VIEWER) throw new ContractViolation("internal_role: is not an internal one");
    }

    /** A name fit to be shown in one line. */
    static String nameOf(@Nullable String name) {
        if (name == null || name.isBlank()) throw new ContractViolation("name: is missing");
        if (name.length() > LONGEST_NAME) throw new ContractViolation("name: is longer than " + LONGEST_NAME);
        boolean plain = name.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
        if (!plain) throw new ContractViolation("name: has characters that cannot be seen");
        return name.strip();
    }

    static void mustBeStrong(Secret password, String field, String email, String name) {
        Passwords.weakness(password.reveal(), email, name).ifPresent(weakness -> {
            throw new ContractViolation(field + ": " + weakness);
        });
    }

    /** The internal role of this name. */
    static @Nullable Role internalRole(@Nullable String code) {
        if (code == null) return null;
        Role role = role(code, "internal_role");
        if (role == Role.CLIENT_VIEWER) throw new ContractViolation("internal_role: is not an internal one");
        return role;
    }

    /** The role of this name. */
    static Role role(@Nullable String code, String field) {
        if (code == null) throw new ContractViolation(field + ": is missing");
        try {
            return Role.of(code);
        } catch (IllegalArgumentException e) {
            throw new ContractViolation(field + ": must be internal_admin, internal_operator or client_viewer");
        }
    }

    /**
     * Adds the person and its audit row.
     *
     * @param hash of the password, made before: it takes long, and a transaction should not wait for it
     * @see #unlessTaken
     */
    public UserId join(PlatformTx tx, @Nullable Secret hash, AuditAction action) {
        UserId user = UserId.create();
        Users.insert(tx, new Users.NewUser(user, email, name, hash, internalRole));
        String role = internalRole == null ? "none" : internalRole.code();
        Audit.append(
                tx,
                Audit.PLATFORM,
                action,
                new Audit.Target("user", user.toString()),
                Json.write(Map.of("email", email, "internal_role", role)));
        return user;
    }

    /** Does the transaction in which somebody joins. @throws ProblemException when somebody has the e-mail */
    public static <R> R unlessTaken(Supplier<R> transaction) {
        try {
            return transaction.get();
        } catch (StoreException e) {
            if (e.code() != StoreException.Code.CONFLICT) throw e;
            throw new ProblemException(ProblemType.TAKEN, "email: somebody has this e-mail already");
        }
    }

    /** Hides everything. */
    @Override
    public String toString() {
        return "Newcomer[redacted]";
    }
}
