package dev.voiceops.control.numbers;

import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.NumberId;
import dev.voiceops.store.Numbers;
import dev.voiceops.vendors.twilio.TwilioNumbers;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The phone numbers of a tenant. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/phone-numbers")
final class NumberRoutes {
    private final NumberImport numberImport;
    private final TwilioNumbers twilio;

    NumberRoutes(NumberImport numberImport, TwilioNumbers twilio) {
        this.numberImport = numberImport;
        this.twilio = twilio;
    }

    @GetMapping
    @Needs(Permission.NUMBERS_READ)
    Page<NumberView> list(TenantScope scope, Cursor cursor) {
        return scope.in(tx -> Page.of(
                cursor,
                Numbers.page(tx, cursor.after(NumberId::parse).orElse(null), cursor.fetch()),
                NumberView::of,
                number -> number.id().toString()));
    }

    @PostMapping
    @Needs(Permission.NUMBERS_WRITE)
    @Audited(AuditAction.NUMBER_ADDED)
    @Success(status = 201)
    ResponseEntity<NumberView> add(TenantScope scope, @RequestBody NumberDesk.NewNumber wanted) {
        NumberView added = scope.in(tx -> NumberView.of(NumberDesk.add(tx, wanted)));
        return ResponseEntity.created(URI.create("/internal/phone-numbers/" + added.id()))
                .body(added);
    }

    @GetMapping("/{numberId}")
    @Needs(Permission.NUMBERS_READ)
    NumberView show(TenantScope scope, @PathVariable UUID numberId) {
        return scope.in(tx -> Numbers.find(tx, new NumberId(numberId)))
                .map(NumberView::of)
                .orElseThrow(NumberDesk::absent);
    }

    @PatchMapping("/{numberId}")
    @Needs(Permission.NUMBERS_WRITE)
    @Audited(AuditAction.NUMBER_CHANGED)
    NumberView change(TenantScope scope, @PathVariable UUID numberId, @RequestBody JsonNode patch) {
        return scope.in(tx -> NumberView.of(NumberDesk.change(tx, new NumberId(numberId), patch)));
    }

    @DeleteMapping("/{numberId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.NUMBERS_WRITE)
    @Audited(AuditAction.NUMBER_REMOVED)
    void remove(TenantScope scope, @PathVariable UUID numberId) {
        scope.in(tx -> {
            NumberDesk.remove(tx, new NumberId(numberId));
            return numberId;
        });
    }

    /** Takes numbers of the platform's Twilio account over into the tenant; each that is new is audited. */
    @PostMapping("/import")
    @Needs(Permission.NUMBERS_WRITE)
    @Audited(AuditAction.NUMBER_ADDED)
    Report bring(TenantScope scope, @RequestBody NumberImport.Wanted wanted) {
        return new Report(numberImport.run(scope, twilio, wanted));
    }

    /** One entry for each number that was asked for. */
    record Report(List<NumberImport.Imported> items) {}
}
