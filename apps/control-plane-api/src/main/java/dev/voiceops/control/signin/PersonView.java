package dev.voiceops.control.signin;

import dev.voiceops.store.Users;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person, for administrators.
 *
 * @param internalRole absent: none
 * @param hasPassword false: signs in by another system only
 */
record PersonView(
        UUID id,
        String email,
        String name,
        @Nullable String internalRole,
        boolean disabled,
        boolean hasPassword,
        Instant createdAt) {
    static PersonView of(Users.Person person) {
        Users.Role role = person.internalRole();
        return new PersonView(
                person.id().value(),
                person.email(),
                person.name(),
                role == null ? null : role.code(),
                person.disabled(),
                person.hasPassword(),
                person.createdAt());
    }

    /** Hides who it is. */
    @Override
    public String toString() {
        return "PersonView[" + id + "]";
    }
}
