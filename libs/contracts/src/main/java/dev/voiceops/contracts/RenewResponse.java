package dev.voiceops.contracts;

import java.time.Instant;

/** The lease now lasts until {@code leaseUntil}. */
public record RenewResponse(Instant leaseUntil) {
    /** @throws ContractViolation when the instant is missing */
    public RenewResponse {
        Demand.present(leaseUntil, "lease_until");
    }
}
