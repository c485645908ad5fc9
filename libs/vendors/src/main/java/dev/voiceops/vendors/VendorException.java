package dev.voiceops.vendors;

/**
 * A {@link VendorFailure} thrown by the ports that are called and waited for ({@link PhoneLine}, {@link
 * RoomBootstrap}).
 */
public final class VendorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised; the failure is what callers read
    private final VendorFailure failure;

    public VendorException(VendorFailure failure) {
        super(failure.vendor() + " " + failure.kind() + " " + failure.code() + ": " + failure.message());
        this.failure = failure;
    }

    public VendorException(VendorFailure failure, Throwable cause) {
        this(failure);
        initCause(cause);
    }

    public VendorFailure failure() {
        return failure;
    }
}
