package dev.voiceops.control.signin;

import dev.voiceops.store.Db;
import dev.voiceops.store.Secret;
import dev.voiceops.store.SessionId;
import dev.voiceops.store.Sessions;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** People for tests of any route, signed in by the real machinery. */
public final class Members {
    private final Db db;
    private final AccessTokens tokens;

    /** @param keys those of the role under test */
    public Members(Db db, SigningKeys keys) {
        this.db = db;
        this.tokens = new AccessTokens(keys, InstantSource.system());
    }

    /** A new person; null: without an internal role. */
    public UserId add(@Nullable Role internalRole) {
        UserId user = UserId.create();
        db.platform(Specimen.TEST, Specimen.TESTER, tx -> {
            Users.insert(tx, new Users.NewUser(user, email(user), "Test Person", null, internalRole));
            return user;
        });
        return user;
    }

    /** A new person with this role in the tenant only. */
    public UserId add(TenantId tenant, Role role) {
        UserId user = add(null);
        db.tenant(tenant, Specimen.TESTER, tx -> {
            Users.join(tx, user, role);
            return user;
        });
        return user;
    }

    /** The password of {@link #addWithPassword}. */
    public static final String PASSWORD = "violet tractor hums at midnight 7";

    private static final Secret HASH = new Passwords().hash(PASSWORD);

    /** A new person who signs in with {@link #PASSWORD}; its e-mail is {@link #email}. */
    public UserId addWithPassword(@Nullable Role internalRole) {
        UserId user = add(internalRole);
        db.platform(Specimen.TEST, Specimen.TESTER, tx -> Users.setPassword(tx, user, HASH));
        return user;
    }

    static String email(UserId user) {
        return user + "@example.com";
    }

    /** Signs the person in; the value of an Authorization header. */
    public String bearer(UserId user) {
        Instant now = Instant.now();
        Instant expiry = now.plus(Duration.ofMinutes(10));
        SessionId session = db.platform(Specimen.TEST, Specimen.TESTER, tx -> Sessions.begin(tx, user, now, expiry));
        return "Bearer " + tokens.mint(user, session, expiry);
    }

    /** A credential that is good in every way but made for somebody else's programs. */
    public String foreignBearer() {
        Instant expiry = Instant.now().plus(Duration.ofMinutes(10));
        UserId user = add(Role.INTERNAL_ADMIN);
        SessionId session =
                db.platform(Specimen.TEST, Specimen.TESTER, tx -> Sessions.begin(tx, user, Instant.now(), expiry));
        return "Bearer " + tokens.mint(user, session, expiry, "voiceops-portal-of-another");
    }
}
