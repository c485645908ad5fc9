package dev.voiceops.control.egress;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of one request. */
public sealed interface EgressAnswer {
    /** How long it took. */
    Timings timings();

    /**
     * It answered.
     *
     * @param headers by lower-case name, the first value of each
     * @param body as text, at most {@link EgressClient#MAX_ANSWER} bytes also when it came compressed
     */
    record Answered(int status, Map<String, String> headers, String body, Timings timings) implements EgressAnswer {
        /** A header's first value. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** Hides headers and body. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /**
     * It surely never got the request.
     *
     * @param code {@code egress_refused}, {@code request_invalid}, {@code unreachable}, {@code tls_failed} or {@code connect_timeout}
     * @param reason half a sentence for people, without addresses
     */
    record NotSent(String code, String reason, Timings timings) implements EgressAnswer {}

    /**
     * It may have got the request, but no whole answer came.
     *
     * @param code {@code timeout}, {@code connection_lost}, {@code answer_too_large}, {@code answer_malformed} or {@code interrupted}
     */
    record Lost(String code, Timings timings) implements EgressAnswer {}

    /**
     * Milliseconds; 0 for what was not reached.
     *
     * @param connect lookup, connection and TLS
     * @param firstByte from the request's first byte to the head of the answer
     * @param read from there to the answer's end
     */
    record Timings(long connect, long firstByte, long read) {
        static final Timings NONE = new Timings(0, 0, 0);
    }
}
