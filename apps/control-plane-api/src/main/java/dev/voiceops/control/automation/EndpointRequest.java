package dev.voiceops.control.automation;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One request to a tenant's endpoint; {@code deadline} is for the whole answer. Prints nothing of its content. */
record EndpointRequest(String method, URI url, Map<String, String> headers, String body, Duration deadline) {
    @Override
    public String toString() {
        return "EndpointRequest[" + method + " " + url.getHost() + "]";
    }
}
