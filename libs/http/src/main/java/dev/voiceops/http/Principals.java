package dev.voiceops.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds out who makes a request. Safe for all threads. */
@FunctionalInterface
public interface Principals {
    /**
     * Who it is; empty when it shows no credential that is good now.
     *
     * @throws ProblemException when the credential is good but the request must not use it, for example from another site
     */
    Optional<Principal> of(HttpServletRequest request);
}
