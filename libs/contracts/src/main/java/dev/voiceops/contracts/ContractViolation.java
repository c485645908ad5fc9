package dev.voiceops.contracts;

/**
 * A piece of JSON that is not what its contract says: malformed, an unknown or missing field, a value out of range. The message
 * names the place and the fault and never repeats the value (it may be a caller's word or a secret).
 */
public final class ContractViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String fault;

    /** {@code message}: what is wrong and where, fit for a {@link Problem}'s detail. */
    public ContractViolation(String message) {
        super(message);
        this.fault = message;
    }

    @Override
    public String getMessage() {
        return fault;
    }
}
