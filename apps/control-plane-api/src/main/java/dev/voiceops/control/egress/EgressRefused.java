package dev.voiceops.control.egress;

import java.net.UnknownHostException;

/** Stops a request on its way to a socket. The HTTP library passes it on where it would tell of an unknown host. */
final class EgressRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;
    private final Refusal reason;

    EgressRefused(Refusal reason) {
        super(reason.meaning());
        this.reason = reason;
    }

    Refusal reason() {
        return reason;
    }
}
