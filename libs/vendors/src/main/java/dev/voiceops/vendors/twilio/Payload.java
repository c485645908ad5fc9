package dev.voiceops.vendors.twilio;

import dev.voiceops.vendors.twilio.JsonCursor.Flawed;
import dev.voiceops.vendors.twilio.TwilioMessage.Flaw;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** Base64 of media frames. */
final class Payload {
    private Payload() {}

    static byte[] decode(byte[] bytes, int from, int to) {
        try {
            var decoded = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return decoded.array().length == decoded.remaining()
                    ? decoded.array()
                    : Arrays.copyOf(decoded.array(), decoded.remaining());
        } catch (IllegalArgumentException e) {
            throw new Flawed(Flaw.BAD_PAYLOAD);
        }
    }
}
