package dev.voiceops.control.automation;

import java.util.Optional;

/** What came of one request to an endpoint. */
sealed interface EndpointAnswer {
    /** It answered. */
    record Answered(int status, String body, Optional<String> remoteId) implements EndpointAnswer {}

    /** It surely never got the request: no name, no connection, no TLS. */
    record NotSent(String code) implements EndpointAnswer {}

    /** It may have got the request, but no whole answer came: timeout, reset, too much. */
    record Lost(String code) implements EndpointAnswer {}
}
