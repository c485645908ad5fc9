package dev.voiceops.control.audit;

import dev.voiceops.contracts.Json;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Principal;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.AuditCheckpoints;
import dev.voiceops.store.AuditEntry;
import dev.voiceops.store.AuditSigner;
import dev.voiceops.store.AuditTrail;
import dev.voiceops.store.AuditVerifier;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Who did what; that somebody looked is itself on record. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/audit")
final class AuditRoutes {
    private static final Reason READ = new Reason("show the platform's audit chain");

    private final Db db;
    private final AuditSigner signer;

    AuditRoutes(Db db, AuditSigner signer) {
        this.db = db;
        this.signer = signer;
    }

    /** The tenant's chain, newest first. */
    @GetMapping
    @Needs(Permission.AUDIT_READ)
    @Audited(AuditAction.AUDIT_READ)
    Page<Entry> list(TenantScope scope, Cursor cursor, Wanted wanted) {
        return scope.in(tx -> {
            long sealed = AuditCheckpoints.lastOf(tx).orElse(0L);
            List<AuditEntry> rows = AuditTrail.list(
                    tx, wanted.filter(), cursor.after(Long::valueOf).orElse(null), cursor.fetch());
            Audit.append(tx, AuditAction.AUDIT_READ, new Audit.Target("audit", "tenant"), wanted.told());
            return Page.of(cursor, rows, row -> Entry.of(row, sealed), row -> Long.toString(row.seq()));
        });
    }

    /** The chain of what concerns no single tenant, newest first. */
    @GetMapping("/platform")
    @Needs(Permission.PLATFORM_AUDIT_READ)
    @Audited(AuditAction.AUDIT_READ)
    Page<Entry> platform(Principal principal, Cursor cursor, Wanted wanted) {
        return db.platform(READ, principal.actor(), tx -> {
            long sealed = AuditCheckpoints.lastOf(tx, Audit.PLATFORM).orElse(0L);
            List<AuditEntry> rows = AuditTrail.listPlatform(
                    tx, wanted.filter(), cursor.after(Long::valueOf).orElse(null), cursor.fetch());
            Audit.append(
                    tx, Audit.PLATFORM, AuditAction.AUDIT_READ, new Audit.Target("audit", "platform"), wanted.told());
            return Page.of(cursor, rows, row -> Entry.of(row, sealed), row -> Long.toString(row.seq()));
        });
    }

    /** Proves the tenant's whole chain now, and names its first bad row if it has one. */
    @GetMapping("/verification")
    @Needs(Permission.AUDIT_READ)
    Verification verify(TenantScope scope) {
        AuditVerifier.Finding finding = new AuditVerifier(db, scope.principal().actor(), signer).verify(scope.tenant());
        return new Verification(
                finding.damage() == null,
                finding.rows(),
                finding.bare(),
                finding.sealedUpTo(),
                finding.damage() == null ? null : Bad.of(finding.damage()));
    }

    /** The actions that leave a row, and what they mean. */
    @GetMapping("/actions")
    @Needs(Permission.OWN_ACCOUNT)
    List<Action> actions() {
        return Arrays.stream(AuditAction.values())
                .map(action -> new Action(action.code(), action.meaning()))
                .toList();
    }

    /** Filters, from the query; each may be left out. */
    record Wanted(
            @Nullable String action,
            @Nullable String actor,
            @BindParam("target_kind") @Nullable String targetKind,
            @BindParam("target_id") @Nullable String targetId,
            @Nullable Instant from,
            @Nullable Instant until) {
        AuditTrail.Filter filter() {
            return new AuditTrail.Filter(action, actor, targetKind, targetId, from, until);
        }

        String told() {
            return Json.write(this);
        }
    }

    /** One row; {@code intact}: its columns are those that were hashed; {@code sealed}: a signed checkpoint covers it. */
    record Entry(
            long seq,
            Instant at,
            String actor,
            @Nullable String reason,
            String action,
            String targetKind,
            String targetId,
            @Nullable JsonNode detail,
            boolean intact,
            boolean sealed) {
        static Entry of(AuditEntry row, long sealed) {
            String detail = row.detail();
            return new Entry(
                    row.seq(),
                    row.at(),
                    row.actor(),
                    row.reason(),
                    row.action(),
                    row.target().kind(),
                    row.target().id(),
                    detail == null ? null : Json.tree(detail),
                    row.isIntact(),
                    row.seq() <= sealed);
        }
    }

    /** What the proof came to: {@code rows} read, {@code bare} of them without detail, {@code sealedUpTo} the last signed row. */
    record Verification(
            boolean holds,
            long rows,
            long bare,
            long sealedUpTo,
            @Nullable Bad firstBad) {}

    /** The first bad row. */
    record Bad(long seq, String kind, String meaning) {
        static Bad of(dev.voiceops.store.AuditDamage damage) {
            return new Bad(
                    damage.seq(),
                    damage.kind().name().toLowerCase(java.util.Locale.ROOT),
                    damage.kind().meaning());
        }
    }

    /** An action by its name in records. */
    record Action(String code, String meaning) {}
}
