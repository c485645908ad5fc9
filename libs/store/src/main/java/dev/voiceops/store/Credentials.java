package dev.voiceops.store;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The passwords of the embedded server's three users, made once. Immutable. */
record Credentials(Secret superuser, Secret owner, Secret login) {
    static Credentials create() {
        return new Credentials(password(), password(), password());
    }

    static Credentials from(Properties stored) {
        return new Credentials(read(stored, "superuser"), read(stored, "owner"), read(stored, "login"));
    }

    Properties toProperties() {
        Properties stored = new Properties();
        stored.setProperty("superuser", superuser.reveal());
        stored.setProperty("owner", owner.reveal());
        stored.setProperty("login", login.reveal());
        return stored;
    }

    private static Secret read(Properties stored, String name) {
        String password = stored.getProperty(name);
        if (password == null) {
            throw new StoreException(StoreException.Code.EMBEDDED, "the credentials file lacks the password: " + name);
        }
        return Secret.of(password);
    }

    private static Secret password() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
}
