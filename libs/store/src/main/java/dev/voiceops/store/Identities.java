package dev.voiceops.store;

import java.util.Optional;

/** What other sign-in systems call our people. A pair of issuer and subject is one person's for good; e-mails are not. */
public final class Identities {
    private Identities() {}

    /**
     * A person as another system names it (OpenID Connect Core 1.0, section 2).
     *
     * @param issuer the system, its {@code iss}
     * @param subject the person there, its {@code sub}
     */
    public record Identity(String issuer, String subject) {
        /** Hides the person. */
        @Override
        public String toString() {
            return "Identity[" + issuer + "]";
        }
    }

    /** Who that is here. */
    public static Optional<UserId> person(PlatformTx tx, Identity identity) {
        return tx.sql(
                        "select user_id from user_identities where issuer = ? and subject = ?",
                        identity.issuer(),
                        identity.subject())
                .query((row, number) -> new UserId(Rows.uuid(row, "user_id")))
                .optional();
    }

    /** Joins the two; false if either has another partner already. */
    public static boolean link(PlatformTx tx, Identity identity, UserId user) {
        return tx.sql(
                                "insert into user_identities (issuer, subject, user_id) values (?, ?, ?) on conflict"
                                        + " do nothing",
                                identity.issuer(),
                                identity.subject(),
                                user.value())
                        .update()
                == 1;
    }

    /** Parts a person from all its names in other systems; says from how many. */
    public static int unlink(PlatformTx tx, UserId user) {
        return tx.sql("delete from user_identities where user_id = ?", user.value())
                .update();
    }
}
