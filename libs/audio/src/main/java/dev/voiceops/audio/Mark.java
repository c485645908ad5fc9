package dev.voiceops.audio;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the name of a Twilio mark says: when it comes back, so many samples of the turn have been played, unless the
 * audio was cleared since, for which the epoch stands. Twilio returns all pending marks on {@code clear}.
 */
record Mark(int epoch, int turn, long samples) {
    private static final Pattern NAME = Pattern.compile("e(\\d{1,9}):t(\\d{1,9}):(\\d{1,18})");

    /** The name on the wire, such as {@code e1:t7:8000}. */
    String name() {
        return "e" + epoch + ":t" + turn + ":" + samples;
    }

    /** Reads a name; empty if it is not one of ours. */
    static Optional<Mark> parse(String name) {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) return Optional.empty();
        return Optional.of(new Mark(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
    }
}
