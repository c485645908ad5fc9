package dev.voiceops.simulators.faults;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What goes wrong, written {@code does: {what: stall, ms: 3000}}. A number left out is 0 and means what its record says.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Deed.Refuse.class, name = "refuse"),
    @JsonSubTypes.Type(value = Deed.Http.class, name = "http"),
    @JsonSubTypes.Type(value = Deed.Stall.class, name = "stall"),
    @JsonSubTypes.Type(value = Deed.HalfOpen.class, name = "half_open"),
    @JsonSubTypes.Type(value = Deed.NotReading.class, name = "not_reading"),
    @JsonSubTypes.Type(value = Deed.Drop.class, name = "drop"),
    @JsonSubTypes.Type(value = Deed.Close.class, name = "close"),
    @JsonSubTypes.Type(value = Deed.Garbage.class, name = "garbage"),
    @JsonSubTypes.Type(value = Deed.Slow.class, name = "slow"),
    @JsonSubTypes.Type(value = Deed.Duplicate.class, name = "duplicate"),
    @JsonSubTypes.Type(value = Deed.Reorder.class, name = "reorder"),
    @JsonSubTypes.Type(value = Deed.Complain.class, name = "error"),
    @JsonSubTypes.Type(value = Deed.LateMark.class, name = "late_mark"),
    @JsonSubTypes.Type(value = Deed.LostMark.class, name = "lost_mark"),
    @JsonSubTypes.Type(value = Deed.Quirk.class, name = "quirk"),
    @JsonSubTypes.Type(value = Deed.Digits.class, name = "digits"),
})
public sealed interface Deed {

    /** The connection is reset before any answer, as when nobody listens behind a load balancer. */
    record Refuse() implements Deed {}

    /** The request (or upgrade) is answered with this status and the vendor's body for it; code "" = its usual one. */
    record Http(int status, String code) implements Deed {
        public Http {
            code = code == null ? "" : code;
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("http: status must be 400..599, not " + status);
            }
        }
    }

    /** Nothing more is sent for {@code ms}, then all that was held back at once; 0 = for ever. The socket stays open. */
    record Stall(long ms) implements Deed {}

    /** Nothing is read and nothing is sent any more, not even a pong or a close; the socket stays open. */
    record HalfOpen() implements Deed {}

    /** A slow consumer: nothing is read for {@code ms} (0 = for ever), so that what is sent to it piles up. */
    record NotReading(long ms) implements Deed {}

    /** The connection is reset (TCP RST), no close frame. */
    record Drop() implements Deed {}

    /** A close frame with this code (1000..4999) and reason; an HTTP body simply ends short. */
    record Close(int code, String reason) implements Deed {
        public Close {
            code = code == 0 ? 1011 : code;
            reason = reason == null ? "" : reason;
        }
    }

    /** The next message is replaced by one that is not what the protocol says. */
    record Garbage() implements Deed {}

    /** The vendor's own pauses become {@code factor} times as long, and each message comes {@code ms} later. */
    record Slow(double factor, long ms) implements Deed {
        public Slow {
            factor = factor == 0 ? 1 : factor;
        }
    }

    /** The next message is sent {@code copies} times (0 = twice). */
    record Duplicate(int copies) implements Deed {
        public Duplicate {
            copies = copies == 0 ? 2 : copies;
        }
    }

    /** The next two messages change places. */
    record Reorder() implements Deed {}

    /** The vendor's own error message in mid-stream, with this code ("" = the vendor's usual one). */
    record Complain(String code) implements Deed {
        public Complain {
            code = code == null ? "" : code;
        }
    }

    /** Twilio: every further mark is returned {@code ms} late. */
    record LateMark(long ms) implements Deed {}

    /** Twilio: the next mark is never returned. */
    record LostMark() implements Deed {}

    /**
     * A lawful oddity or a lapse of this vendor, by name; it stays on for the connection. OpenAI: {@code no_usage},
     * {@code length}, {@code bad_arguments}, {@code unknown_tool}, {@code refusal}, {@code empty}, {@code finish_stop}.
     * Deepgram: {@code no_speech_final}. Rime: {@code late_chunk}, {@code no_timestamps}.
     */
    record Quirk(String name) implements Deed {
        public Quirk {
            if (name == null) {
                throw new IllegalArgumentException("quirk: needs a name");
            }
        }
    }

    /** Twilio: the caller's keypad sends these digits in one burst. */
    record Digits(String keys) implements Deed {
        public Digits {
            if (keys == null || !keys.matches("[0-9*#]+")) {
                throw new IllegalArgumentException("digits: keys are 0-9, * and #");
            }
        }
    }
}
