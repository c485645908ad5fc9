package dev.voiceops.control.phone;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Secret;
import dev.voiceops.vendors.twilio.FormFields;
import dev.voiceops.vendors.twilio.TwilioSignature;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Twilio's form posts from the raw body and lets through only what Twilio signed. The signed URL is the configured public
 * base URL and the raw request target; {@code Host} and {@code X-Forwarded-*} are never looked at. Safe for all threads.
 */
final class SignedForms {
    private static final int MAX_FORM = 64 * 1024;

    private final String base;
    private final @Nullable TwilioSignature signature;

    SignedForms(PhoneConfig config) {
        base = config.publicBaseUrl().toString();
        Secret token = config.authToken();
        signature = token == null ? null : new TwilioSignature(token.reveal());
    }

    /**
     * The fields of the request's body.
     *
     * @throws ProblemException 403 when the signature is missing or wrong, 413, or 400 when it is no form
     */
    FormFields read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_FORM + 1);
        if (body.length > MAX_FORM) {
            throw new ProblemException(ProblemType.TOO_LARGE, "At most " + MAX_FORM + " bytes of form");
        }
        if (!isSigned(request, body)) {
            throw new ProblemException(
                    ProblemType.INVALID_SIGNATURE, "X-Twilio-Signature does not fit this request at " + base);
        }
        return FormFields.parse(body)
                .orElseThrow(() -> new ProblemException(ProblemType.INVALID_REQUEST, "The body is not a form"));
    }

    private boolean isSigned(HttpServletRequest request, byte[] body) {
        if (signature == null) return true;
        String query = Optional.ofNullable(request.getQueryString())
                .map(text -> "?" + text)
                .orElse("");
        return signature.valid(
                base + request.getRequestURI() + query,
                request.getContentType(),
                body,
                request.getHeader("X-Twilio-Signature"));
    }
}
