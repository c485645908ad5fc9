package dev.voiceops.simulators.deepgram;

import dev.voiceops.simulators.wire.Request;
import tools.jackson.databind.JsonNode;

/** Thresholds of Flux. {@code eager} 0 = off. */
record FluxOptions(double eot, double eager, long timeoutMs) {

    FluxOptions {
        if (eot < 0.5 || eot > 1) {
            throw new IllegalArgumentException("eot_threshold must be 0.5 to 1.0");
        }
        if (eager != 0 && (eager < 0.3 || eager > 0.9 || eager > eot)) {
            throw new IllegalArgumentException("eager_eot_threshold must be 0.3 to 0.9 and not above eot_threshold");
        }
        if (timeoutMs < 500 || timeoutMs > 60_000) {
            throw new IllegalArgumentException("eot_timeout_ms must be 500 to 60000");
        }
    }

    /** @throws IllegalArgumentException for what Deepgram answers with 400 */
    static FluxOptions of(Request request) {
        if (!request.parameter("model", "").startsWith("flux-general-")) {
            throw new IllegalArgumentException("model must be flux-general-en or flux-general-multi");
        }
        if (!request.parameter("encoding", "").equals("mulaw")
                || !request.parameter("sample_rate", "").equals("8000")) {
            throw new IllegalArgumentException("the simulator hears encoding=mulaw&sample_rate=8000 only");
        }
        try {
            return new FluxOptions(
                    Double.parseDouble(request.parameter("eot_threshold", "0.7")),
                    Double.parseDouble(request.parameter("eager_eot_threshold", "0")),
                    Long.parseLong(request.parameter("eot_timeout_ms", "5000")));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("thresholds must be numbers", wrong);
        }
    }

    /** With the members a Configure message names; the others stay. */
    FluxOptions with(JsonNode thresholds) {
        return new FluxOptions(
                thresholds.path("eot_threshold").asDouble(eot),
                thresholds.path("eager_eot_threshold").asDouble(eager),
                thresholds.path("eot_timeout_ms").asLong(timeoutMs));
    }
}
