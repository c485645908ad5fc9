package dev.voiceops.control.retention;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.NotSensitive;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Hold;
import dev.voiceops.store.HoldId;
import dev.voiceops.store.Holds;
import dev.voiceops.store.TenantTx;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The legal holds of a tenant. */
@RestController
@Access(Access.By.MEMBER)
final class HoldRoutes {
    private static final String TARGET = "legal_hold";
    private final RetentionConfig config;

    HoldRoutes(RetentionConfig config) {
        this.config = config;
    }

    /** Newest first. */
    @GetMapping("/internal/legal-holds")
    @Needs(Permission.HOLDS_READ)
    Page<HoldView> list(TenantScope scope, Cursor cursor, @RequestParam(defaultValue = "false") boolean inForce) {
        return scope.in(tx -> Page.of(
                cursor,
                Holds.list(tx, inForce, cursor.after(HoldId::parse).orElse(null), cursor.fetch()),
                HoldView::of,
                hold -> hold.id().toString()));
    }

    /** What a hold of this scope would protect now. */
    @PostMapping("/internal/legal-holds/preview")
    @Needs(Permission.HOLDS_READ)
    @NotSensitive("It counts and changes nothing")
    Holds.Covered preview(TenantScope scope, @RequestBody HoldView.ScopeView wanted) {
        return scope.in(tx -> Holds.covered(tx, checked(wanted)));
    }

    @PostMapping("/internal/legal-holds")
    @Needs(Permission.HOLDS_WRITE)
    @Audited(AuditAction.HOLD_PLACED)
    @Success(status = 201)
    ResponseEntity<HoldView> place(TenantScope scope, @RequestBody NewHold wanted) {
        return placed(scope, wanted, checked(wanted.scope()));
    }

    /** A hold on one call. */
    @PostMapping("/internal/calls/{callId}/legal-hold")
    @Needs(Permission.HOLDS_WRITE)
    @Audited(AuditAction.HOLD_PLACED)
    @Success(status = 201)
    ResponseEntity<HoldView> placeOnCall(TenantScope scope, @PathVariable UUID callId, @RequestBody NewHold wanted) {
        if (!wanted.scope().equals(EVERYTHING)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "covers: leave it out, the path names the call");
        }
        return placed(scope, wanted, Hold.Scope.of(new CallId(callId)));
    }

    /** The holds that protect a call now; those whose grace runs are among them. */
    @GetMapping("/internal/calls/{callId}/legal-hold")
    @Needs(Permission.HOLDS_READ)
    List<HoldView> ofCall(TenantScope scope, @PathVariable UUID callId) {
        return scope.in(tx -> {
            mustExist(tx, new CallId(callId));
            return Holds.protecting(tx, new CallId(callId)).stream()
                    .map(HoldView::of)
                    .toList();
        });
    }

    @GetMapping("/internal/legal-holds/{holdId}")
    @Needs(Permission.HOLDS_READ)
    HoldView show(TenantScope scope, @PathVariable UUID holdId) {
        return scope.in(tx -> view(tx, new HoldId(holdId)));
    }

    /** Changes when to ask whether the hold is still needed; null: nobody is asked to. */
    @PatchMapping("/internal/legal-holds/{holdId}")
    @Needs(Permission.HOLDS_WRITE)
    @Audited(AuditAction.HOLD_CHANGED)
    HoldView review(TenantScope scope, @PathVariable UUID holdId, @RequestBody Review review) {
        return changed(
                scope,
                new HoldId(holdId),
                AuditAction.HOLD_CHANGED,
                tx -> Holds.review(tx, new HoldId(holdId), review.reviewAt()));
    }

    /** Releases a hold; it protects for the grace yet. */
    @PostMapping("/internal/legal-holds/{holdId}/release")
    @Needs(Permission.HOLDS_WRITE)
    @Audited(AuditAction.HOLD_RELEASED)
    HoldView release(TenantScope scope, @PathVariable UUID holdId) {
        return changed(
                scope,
                new HoldId(holdId),
                AuditAction.HOLD_RELEASED,
                tx -> Holds.release(tx, new HoldId(holdId), config.holdGrace()));
    }

    private interface Change {
        boolean in(TenantTx tx);
    }

    private static HoldView changed(TenantScope scope, HoldId id, AuditAction action, Change change) {
        return scope.in(tx -> {
            HoldView before = view(tx, id);
            if (!change.in(tx)) {
                throw new ProblemException(
                        ProblemType.NOT_IN_THIS_STATE, "The hold was released at " + before.releasedAt());
            }
            HoldView after = view(tx, id);
            Audit.append(tx, action, new Audit.Target(TARGET, id.toString()), Json.write(after));
            return after;
        });
    }

    private static ResponseEntity<HoldView> placed(TenantScope scope, NewHold wanted, Hold.Scope covers) {
        HoldView view = scope.in(tx -> {
            HoldId id = Holds.place(
                    tx,
                    new Hold.New(
                            text("matter", wanted.matter()),
                            text("reason", wanted.reason()),
                            text("owner", wanted.owner()),
                            mustExist(tx, covers),
                            wanted.reviewAt()));
            HoldView placed = view(tx, id);
            Audit.append(tx, AuditAction.HOLD_PLACED, new Audit.Target(TARGET, id.toString()), Json.write(placed));
            return placed;
        });
        return ResponseEntity.created(URI.create("/internal/legal-holds/" + view.id()))
                .body(view);
    }

    private static Hold.Scope mustExist(TenantTx tx, Hold.Scope scope) {
        CallId call = scope.call();
        if (call != null) mustExist(tx, call);
        return scope;
    }

    private static void mustExist(TenantTx tx, CallId call) {
        if (Calls.find(tx, call).isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such call");
        }
    }

    private static HoldView view(TenantTx tx, HoldId id) {
        return Holds.find(tx, id)
                .map(HoldView::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such hold"));
    }

    private static Hold.Scope checked(HoldView.ScopeView wanted) {
        try {
            return wanted.scope();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "covers: from must be before until");
        }
    }

    private static String text(String field, String value) {
        String text = value.strip();
        if (!text.isEmpty() && text.length() <= 2_000) return text;
        throw new ProblemException(ProblemType.INVALID_REQUEST, field + ": must be 1 to 2000 characters");
    }

    private static final HoldView.ScopeView EVERYTHING = new HoldView.ScopeView(null, null, null, null);

    /** A hold to place; without a scope it covers all calls of the tenant. */
    record NewHold(
            String matter,
            String reason,
            String owner,
            HoldView.@Nullable ScopeView covers,
            @Nullable LocalDate reviewAt) {
        HoldView.ScopeView scope() {
            return covers == null ? EVERYTHING : covers;
        }

        /** Nothing of it belongs in logs. */
        @Override
        public String toString() {
            return "NewHold[]";
        }
    }

    /** When to ask whether the hold is still needed. */
    record Review(@Nullable LocalDate reviewAt) {}
}
