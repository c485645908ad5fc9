package dev.voiceops.store;

/**
 * Who does what the transaction does; it is written into audit rows. Immutable.
 *
 * @param kind user, key, service or caller
 * @param id the user's or the API key's id, the service's role name, or what names the caller without telling a phone number
 */
public record Actor(Kind kind, String id) {
    /** The kinds of actor. */
    public enum Kind {
        USER,
        KEY,
        SERVICE,
        CALLER
    }

    public Actor {
        if (id.isBlank() || id.length() > 120) {
            throw new IllegalArgumentException("an actor's id has 1 to 120 characters");
        }
    }

    /** A person who signed in. */
    public static Actor user(UserId user) {
        return new Actor(Kind.USER, user.toString());
    }

    /** A program that shows an API key, by the key's id. */
    public static Actor key(KeyId key) {
        return new Actor(Kind.KEY, key.toString());
    }

    /** A program of ours, by its role name. */
    public static Actor service(String role) {
        return new Actor(Kind.SERVICE, role);
    }

    /** As written into {@code app.actor}: {@code user:…}, {@code key:…}, {@code service:…}, {@code caller:…}. */
    @Override
    public String toString() {
        return switch (kind) {
            case USER -> "user:" + id;
            case KEY -> "key:" + id;
            case SERVICE -> "service:" + id;
            case CALLER -> "caller:" + id;
        };
    }
}
