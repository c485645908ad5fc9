package dev.voiceops.control.runtime;

import dev.voiceops.contracts.ClaimRequest;
import dev.voiceops.contracts.ClaimResponse;
import dev.voiceops.contracts.MediaTokenRequest;
import dev.voiceops.contracts.MediaTokenResponse;
import dev.voiceops.contracts.ReleaseRequest;
import dev.voiceops.contracts.RenewRequest;
import dev.voiceops.contracts.RenewResponse;
import dev.voiceops.http.Access;
import dev.voiceops.store.DispatchId;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The connectors' questions. */
@RestController
@Access(Access.By.SERVICE)
@RequestMapping("/internal/runtime")
final class RuntimeRoutes {
    private final Claims claims;
    private final Leases leases;
    private final MediaAdmission admission;

    RuntimeRoutes(Claims claims, Leases leases, MediaAdmission admission) {
        this.claims = claims;
        this.leases = leases;
        this.admission = admission;
    }

    @PostMapping("/dispatches/claim")
    ClaimResponse claim(@RequestBody ClaimRequest request) {
        return claims.claim(request);
    }

    @PostMapping("/dispatches/{id}/renew")
    RenewResponse renew(@PathVariable UUID id, @RequestBody RenewRequest request) {
        return leases.renew(new DispatchId(id), request);
    }

    @PostMapping("/dispatches/{id}/release")
    ResponseEntity<Void> release(@PathVariable UUID id, @RequestBody ReleaseRequest request) {
        leases.release(new DispatchId(id), request);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/media-tokens/consume")
    MediaTokenResponse consume(@RequestBody MediaTokenRequest request) {
        return admission.admit(request);
    }
}
