package dev.voiceops.control.integrations;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.NotSensitive;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The integrations of a tenant. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/integrations")
final class IntegrationRoutes {
    private final Trials trials;
    private final IntegrationDesk desk;

    IntegrationRoutes(Trials trials, IntegrationDesk desk) {
        this.trials = trials;
        this.desk = desk;
    }

    @GetMapping
    @Needs(Permission.INTEGRATIONS_READ)
    Page<IntegrationView> list(TenantScope scope, Cursor cursor) {
        return scope.in(tx -> Page.of(
                cursor,
                Integrations.page(tx, cursor.after(IntegrationId::parse).orElse(null), cursor.fetch()),
                integration -> IntegrationDesk.view(tx, integration),
                integration -> integration.id().toString()));
    }

    @PostMapping
    @Needs(Permission.INTEGRATIONS_WRITE)
    @Audited(AuditAction.INTEGRATION_SAVED)
    @Success(status = 201)
    ResponseEntity<IntegrationView> add(TenantScope scope, @RequestBody IntegrationDesk.Wanted wanted) {
        IntegrationView added = scope.in(tx -> desk.add(tx, wanted));
        return ResponseEntity.created(URI.create("/internal/integrations/" + added.id()))
                .body(added);
    }

    @GetMapping("/{integrationId}")
    @Needs(Permission.INTEGRATIONS_READ)
    IntegrationView show(TenantScope scope, @PathVariable UUID integrationId) {
        return scope.in(tx -> IntegrationDesk.view(tx, IntegrationDesk.known(tx, new IntegrationId(integrationId))));
    }

    @PatchMapping("/{integrationId}")
    @Needs(Permission.INTEGRATIONS_WRITE)
    @Audited(AuditAction.INTEGRATION_SAVED)
    IntegrationView change(
            TenantScope scope, @PathVariable UUID integrationId, @RequestBody IntegrationDesk.Change change) {
        return scope.in(tx -> desk.change(tx, new IntegrationId(integrationId), change));
    }

    @PutMapping("/{integrationId}/secret")
    @Needs(Permission.INTEGRATIONS_WRITE)
    @Audited(AuditAction.INTEGRATION_SAVED)
    IntegrationView rotate(TenantScope scope, @PathVariable UUID integrationId, @RequestBody NewSecret wanted) {
        return scope.in(tx -> IntegrationDesk.rotate(tx, new IntegrationId(integrationId), wanted.secret()));
    }

    @DeleteMapping("/{integrationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.INTEGRATIONS_WRITE)
    @Audited(AuditAction.INTEGRATION_REMOVED)
    void remove(TenantScope scope, @PathVariable UUID integrationId) {
        scope.in(tx -> {
            IntegrationDesk.remove(tx, new IntegrationId(integrationId));
            return integrationId;
        });
    }

    /** Tries one that is stored, and notes what came of it. */
    @PostMapping("/{integrationId}/test")
    @Needs(Permission.INTEGRATIONS_WRITE)
    @Audited(AuditAction.INTEGRATION_TESTED)
    Trial test(TenantScope scope, @PathVariable UUID integrationId) {
        IntegrationId id = new IntegrationId(integrationId);
        Connection stored = scope.in(tx -> IntegrationDesk.forTrial(tx, id));
        Trial trial = trials.run(stored);
        return scope.in(tx -> {
            Integrations.tested(tx, id, trial.result().wire());
            return trial;
        });
    }

    /** Tries one before it is stored: the body is that of a new integration, its kind stands in the path. */
    @PostMapping({"/n8n/test", "/twilio/test", "/deepgram/test", "/openai/test", "/rime/test", "/livekit/test"})
    @Needs(Permission.INTEGRATIONS_WRITE)
    @NotSensitive("nothing is stored, and the secret is the caller's own")
    Trial tryBeforeStoring(TenantScope scope, HttpServletRequest request, @RequestBody IntegrationDesk.Wanted wanted) {
        String[] path = request.getRequestURI().split("/");
        Kind kind = Kind.of(path[path.length - 2]);
        Connection connection = Connection.of(kind, wanted.baseUrl(), wanted.settings(), wanted.secret());
        if (connection.secret() == null) throw new ContractViolation("secret: is missing");
        return trials.run(connection);
    }

    /** Prints nothing of it. */
    record NewSecret(@Nullable String secret) {
        @Override
        public String toString() {
            return "NewSecret[]";
        }
    }
}
