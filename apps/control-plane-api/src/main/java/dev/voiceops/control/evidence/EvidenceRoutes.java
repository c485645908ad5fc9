package dev.voiceops.control.evidence;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.evidence.Packs;
import dev.voiceops.evidence.PublicKeys;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.SigningKey;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A call's evidence as one signed file. */
@RestController
@Access(Access.By.MEMBER)
final class EvidenceRoutes {
    private final Packs packs;
    private final SigningKey key;

    EvidenceRoutes(Packs packs, SigningKey key) {
        this.packs = packs;
        this.key = key;
    }

    /**
     * Everything that proves what happened on the call: events, transcript, turns, tools, version, costs, audit rows, holds,
     * receipts, and the hash of the recording. {@code sound=true}: the recording itself, too.
     */
    @GetMapping("/internal/calls/{callId}/evidence")
    @Needs(Permission.CALLS_EXPORT)
    @Audited(AuditAction.CALL_EXPORTED)
    @Success(media = "application/zip")
    void pack(
            TenantScope scope,
            @PathVariable UUID callId,
            @RequestParam(defaultValue = "false") boolean sound,
            HttpServletResponse response)
            throws IOException {
        if (sound && !mayHear(scope)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "sound: needs the permission call_content_read; leave it out for the hash");
        }
        Packs.Prepared prepared = packs.call(scope::in, new CallId(callId), sound)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such call"));
        PackAnswer.write(packs, prepared, "call-" + callId, response);
    }

    /** The public half of the key that signs packs and receipts: keep it apart from them. */
    @GetMapping("/internal/evidence/key")
    @Needs(Permission.OWN_ACCOUNT)
    Key key() {
        byte[] half = key.publicKey();
        return new Key(key.id(), HexFormat.of().formatHex(half), PublicKeys.pem(half));
    }

    private static boolean mayHear(TenantScope scope) {
        return scope.principal()
                .roleIn(scope.tenant())
                .filter(Permission.CALL_CONTENT_READ::isOf)
                .isPresent();
    }

    /** {@code publicKey}: 64 hex digits; {@code pem}: the same for openssl. */
    record Key(String keyId, String publicKey, String pem) {}
}
