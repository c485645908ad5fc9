package dev.voiceops.control.phone;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.vendors.twilio.FormFields;
import java.util.regex.Pattern;

/**
 * A phone call as Twilio announces it.
 *
 * @param callSid {@code CA} and 32 hex digits
 * @param from an opaque string: E.164, {@code anonymous}, {@code client:…}
 * @param to the number that was called
 */
record Ringing(String callSid, String from, String to) {
    private static final Pattern SID = Pattern.compile("CA[0-9a-fA-F]{32}");
    private static final int LONGEST = 255;

    /** @throws ProblemException 400 when a field is missing or not of its form */
    static Ringing of(FormFields form) {
        return new Ringing(sid(form), field(form, "From"), field(form, "To"));
    }

    /** The CallSid of any webhook about a call. @throws ProblemException 400 when it is missing or malformed */
    static String sid(FormFields form) {
        return form.one("CallSid")
                .filter(sid -> SID.matcher(sid).matches())
                .orElseThrow(() ->
                        new ProblemException(ProblemType.INVALID_REQUEST, "CallSid: must be CA and 32 hex digits"));
    }

    private static String field(FormFields form, String name) {
        return form.one(name)
                .filter(value -> !value.isBlank() && value.length() <= LONGEST)
                .orElseThrow(() -> new ProblemException(ProblemType.INVALID_REQUEST, name + ": is missing"));
    }
}
