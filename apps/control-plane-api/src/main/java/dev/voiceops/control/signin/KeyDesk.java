package dev.voiceops.control.signin;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.store.ApiKeys;
import dev.voiceops.store.KeyId;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Users.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the routes for keys of one tenant and of all tenants share. */
final class KeyDesk {
    private static final Duration LONGEST = Duration.ofDays(3660);

    private KeyDesk() {}

    /**
     * A key to be made.
     *
     * @param role what it may do
     * @param expiresAt absent: until it is revoked
     */
    record NewKey(String name, String role, @Nullable Instant expiresAt) {}

    /** A key and, this one time, its text. */
    record MadeKey(
            UUID id,
            String name,
            String role,
            String key,
            @Nullable Instant expiresAt) {
        /** Hides the key. */
        @Override
        public String toString() {
            return "MadeKey[" + id + "]";
        }
    }

    /** A key as listed: {@code prefix} tells which it is. */
    record KeyView(
            UUID id,
            String name,
            String role,
            String prefix,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        static KeyView of(ApiKeys.Key key) {
            return new KeyView(
                    key.id().value(),
                    key.name(),
                    key.role().code(),
                    key.prefix(),
                    key.createdBy(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt(),
                    key.revokedAt());
        }
    }

    /** A key that was made but not stored. */
    record Draft(ApiKeys.NewKey row, Secret text) {
        static Draft of(NewKey wanted, Instant now, boolean internal) {
            String name = Newcomer.nameOf(wanted.name());
            if (name.length() > 120) throw new ContractViolation("name: is longer than 120");
            Role role = internal ? internalRole(wanted.role()) : Newcomer.role(wanted.role(), "role");
            Instant expiry = wanted.expiresAt();
            if (expiry != null && (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST)))) {
                throw new ContractViolation("expires_at: must be in the next ten years");
            }
            Secret text = KeyText.create();
            byte[] hash = KeyText.hash(text.reveal());
            return new Draft(new ApiKeys.NewKey(KeyId.create(), name, role, KeyText.prefix(text), hash, expiry), text);
        }

        MadeKey made() {
            return new MadeKey(row.id().value(), row.name(), row.role().code(), text.reveal(), row.expiresAt());
        }

        private static Role internalRole(@Nullable String code) {
            Role role = Newcomer.role(code, "role");
            if (role == Role.CLIENT_VIEWER) {
                throw new ContractViolation("role: a key for all tenants has an internal role");
            }
            return role;
        }
    }
}
