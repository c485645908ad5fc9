package dev.voiceops.simulators.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One thing a vendor sends: a text frame (or a piece of an HTTP body), or a binary frame. */
public sealed interface Message {
    record Text(String text) implements Message {}

    /** The bytes are not copied: whoever sends them leaves them alone. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    record Binary(byte[] bytes) implements Message {
        @Override
        public boolean equals(Object other) {
            return other instanceof Binary(var others) && Arrays.equals(bytes, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Binary[" + bytes.length + " bytes]";
        }
    }

    /** The message broken off in the middle and continued with nonsense: no JSON, no audio of even length. */
    default Message garbled() {
        return switch (this) {
            case Text(var text) -> new Text(text.substring(0, text.length() / 2) + "\u0007{]");
            case Binary(var bytes) -> new Binary("{] not audio".getBytes(StandardCharsets.US_ASCII));
        };
    }
}
