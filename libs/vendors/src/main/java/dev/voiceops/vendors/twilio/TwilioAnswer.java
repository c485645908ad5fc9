package dev.voiceops.vendors.twilio;

import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an answer of the calls API means for an order. Error codes: Twilio's error dictionary. */
sealed interface TwilioAnswer {
    /** Carried out. */
    record Done() implements TwilioAnswer {}

    /** The call is over, or Twilio has forgotten it. */
    record Gone() implements TwilioAnswer {}

    /**
     * Not carried out, or nobody knows.
     *
     * @param surelyNotDone whether repeating cannot do it twice
     * @param retryAfter how long Twilio asks to wait, zero when it does not say
     */
    record Failed(VendorFailure failure, boolean surelyNotDone, Duration retryAfter) implements TwilioAnswer {}

    static TwilioAnswer of(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) return new Done();
        int code = Reading.code(response.body(), status);
        if (status == 404 || Reading.ENDED.contains(code)) return new Gone();
        var throttled = status == 429 || Reading.THROTTLED.contains(code);
        var failure = new VendorFailure(
                Vendor.TWILIO,
                Reading.kind(status, code, throttled),
                String.valueOf(code),
                "Twilio refused the order with HTTP " + status,
                response.headers().firstValue("Twilio-Request-Id").orElse(null));
        return new Failed(failure, throttled, Reading.retryAfter(response));
    }

    /** How the parts of an error answer are read. */
    final class Reading {
        private static final Set<Integer> ENDED = Set.of(20404, 21220);
        private static final Set<Integer> THROTTLED = Set.of(20429, 10004);
        private static final Set<Integer> SHUT_OUT = Set.of(20003, 10001);
        private static final long LONGEST_WAIT_S = 5;
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private Reading() {}

        /** What any refusal means. */
        static VendorFailure refusal(HttpResponse<String> response) {
            int status = response.statusCode();
            int code = code(response.body(), status);
            return new VendorFailure(
                    Vendor.TWILIO,
                    kind(status, code, status == 429 || THROTTLED.contains(code)),
                    String.valueOf(code),
                    "Twilio refused with HTTP " + status,
                    response.headers().firstValue("Twilio-Request-Id").orElse(null));
        }

        private static Kind kind(int status, int code, boolean throttled) {
            if (status == 401 || status == 403 || SHUT_OUT.contains(code)) return Kind.AUTH;
            return throttled || status >= 500 ? Kind.TRANSIENT : Kind.PROTOCOL;
        }

        /** Twilio's own code from the body, or else the status. */
        private static int code(String body, int status) {
            try {
                return JSON.readTree(body).path("code").asInt(status);
            } catch (JacksonException e) {
                return status;
            }
        }

        private static Duration retryAfter(HttpResponse<?> response) {
            var seconds = response.headers().firstValue("Retry-After").orElse("");
            if (!seconds.matches("[0-9]{1,4}")) return Duration.ZERO;
            return Duration.ofSeconds(Math.min(Long.parseLong(seconds), LONGEST_WAIT_S));
        }
    }
}
