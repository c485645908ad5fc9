package dev.voiceops.connector.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Writes the messages this side sends to Twilio, for one stream. Any thread. */
final class TwilioFrames {
    private static final byte[] END_OF_MEDIA = ascii("\"}}");
    private final byte[] media;
    private final byte[] mark;
    private final byte[] clear;

    /** @param streamSid from the start message; must need no escape in JSON, see {@link #writable} */
    TwilioFrames(String streamSid) {
        media = ascii("{\"event\":\"media\",\"streamSid\":\"" + streamSid + "\",\"media\":{\"payload\":\"");
        mark = ascii("{\"event\":\"mark\",\"streamSid\":\"" + streamSid + "\",\"mark\":{\"name\":\"");
        clear = ascii("{\"event\":\"clear\",\"streamSid\":\"" + streamSid + "\"}");
    }

    ByteBuf media(ByteBufAllocator allocator, byte[] mulaw) {
        ByteBuf out = allocator.buffer(media.length + (mulaw.length + 2) / 3 * 4 + END_OF_MEDIA.length);
        out.writeBytes(media);
        Base64Audio.encode(mulaw, out);
        return out.writeBytes(END_OF_MEDIA);
    }

    /** @param name must be {@link #writable} */
    ByteBuf mark(ByteBufAllocator allocator, String name) {
        byte[] letters = ascii(name);
        return allocator
                .buffer(mark.length + letters.length + END_OF_MEDIA.length)
                .writeBytes(mark)
                .writeBytes(letters)
                .writeBytes(END_OF_MEDIA);
    }

    ByteBuf clear(ByteBufAllocator allocator) {
        return allocator.buffer(clear.length).writeBytes(clear);
    }

    /** True for names of 1 to 128 letters, digits and {@code :._-}: those need no escape. */
    static boolean writable(String name) {
        return !name.isEmpty()
                && name.length() <= 128
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ":._-".indexOf(c) >= 0));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
