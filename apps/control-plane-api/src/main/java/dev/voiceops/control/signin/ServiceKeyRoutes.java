package dev.voiceops.control.signin;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.signin.KeyDesk.Draft;
import dev.voiceops.control.signin.KeyDesk.KeyView;
import dev.voiceops.control.signin.KeyDesk.MadeKey;
import dev.voiceops.control.signin.KeyDesk.NewKey;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Principal;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.ApiKeys;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.KeyId;
import dev.voiceops.store.Reason;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys with which the internal team's programs sign in, for all tenants. */
@RestController
@Access(Access.By.MEMBER)
final class ServiceKeyRoutes {
    private static final Reason REASON = new Reason("administer keys");

    private final Db db;
    private final InstantSource clock;

    ServiceKeyRoutes(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Newest first; keys that are over stay in the list. */
    @GetMapping("/internal/service-keys")
    @Needs(Permission.PEOPLE_READ)
    Page<KeyView> list(Cursor cursor, Principal principal) {
        @Nullable KeyId before = cursor.after(KeyId::parse).orElse(null);
        List<ApiKeys.Key> keys = db.platform(REASON, principal.actor(), tx -> ApiKeys.list(tx, before, cursor.fetch()));
        return Page.of(cursor, keys, KeyView::of, key -> key.id().toString());
    }

    /** Makes one; its text is in this answer and nowhere else. */
    @PostMapping("/internal/service-keys")
    @Needs(Permission.PEOPLE_WRITE)
    @Audited(AuditAction.API_KEY_CREATED)
    @ResponseStatus(HttpStatus.CREATED)
    MadeKey make(@RequestBody NewKey wanted, Principal principal, HttpServletResponse response) {
        Draft draft = Draft.of(wanted, clock.instant(), true);
        db.platform(REASON, principal.actor(), tx -> {
            ApiKeys.insert(tx, draft.row());
            String detail = Json.write(Map.of(
                    "role", draft.row().role().code(), "prefix", draft.row().prefix()));
            Audit.append(
                    tx,
                    Audit.PLATFORM,
                    AuditAction.API_KEY_CREATED,
                    target(draft.row().id()),
                    detail);
            return true;
        });
        response.setHeader("Cache-Control", "no-store");
        return draft.made();
    }

    /** Ends one, from the next request on. */
    @DeleteMapping("/internal/service-keys/{keyId}")
    @Needs(Permission.PEOPLE_WRITE)
    @Audited(AuditAction.API_KEY_REVOKED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID keyId, Principal principal) {
        KeyId key = new KeyId(keyId);
        db.platform(REASON, principal.actor(), tx -> {
            if (!ApiKeys.revoke(tx, key, clock.instant())) {
                throw new ProblemException(ProblemType.NOT_FOUND, "There is no such key that is still good");
            }
            Audit.append(tx, Audit.PLATFORM, AuditAction.API_KEY_REVOKED, target(key), "{}");
            return true;
        });
    }

    private static Audit.Target target(KeyId key) {
        return new Audit.Target("api_key", key.toString());
    }
}
