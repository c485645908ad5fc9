package dev.voiceops.app;

import dev.voiceops.control.signin.Newcomer;
import dev.voiceops.control.signin.Passwords;
import dev.voiceops.store.Actor;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The people of demo mode: an administrator and the demo tenant's client, with passwords made on this machine. A password that somebody
 * changed since stays changed. They do not count as the first administrator, which can still be registered.
 */
final class DemoPeople {
    static final String ADMIN = "admin@demo.example";

    private static final Actor SEED = Actor.service("voiceops");
    private static final Reason REASON = new Reason("make the demo people");

    private final Db db;
    private final LocalSecrets secrets;

    DemoPeople(Db db, LocalSecrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    /** Makes who is not there, and gives a password to who has none. */
    void ensure() {
        ensure(ADMIN, "Alex Admin", Role.INTERNAL_ADMIN, secrets.demoAdminPassword());
        ensure(DemoTenant.CLIENT_USER, "Dana Client", null, secrets.demoClientPassword());
    }

    private void ensure(String email, String name, @Nullable Role role, Secret password) {
        Optional<Users.Login> login = db.platform(REASON, SEED, tx -> Users.login(tx, email));
        if (login.isPresent() && login.get().passwordHash() != null) return;
        Secret hash = new Passwords().hash(password.reveal());
        Newcomer newcomer = new Newcomer(email, name, password, role);
        try {
            db.platform(
                    REASON,
                    SEED,
                    tx -> login.map(known -> set(tx, known, hash))
                            .orElseGet(() -> newcomer.join(tx, hash, AuditAction.USER_CREATED)));
        } catch (StoreException e) {
            // another process of this machine was first
            if (e.code() != StoreException.Code.CONFLICT) throw e;
        }
    }

    private static UserId set(PlatformTx tx, Users.Login known, Secret hash) {
        Users.setPassword(tx, known.id(), hash);
        return known.id();
    }
}
