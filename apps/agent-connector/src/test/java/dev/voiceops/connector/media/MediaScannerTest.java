package dev.voiceops.connector.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.json.JsonMapper;

/** The fast reader agrees with the real parser, or declines. */
class MediaScannerTest {
    private static final String SID = "MZ1";
    private final MediaScanner scanner = new MediaScanner();

    private boolean scan(byte[] text) {
        return scanner.scan(text, text.length, SID.getBytes(StandardCharsets.US_ASCII));
    }

    @Property(tries = 300)
    void members_in_any_order_are_read(
            @ForAll @Size(min = 1, max = 400) byte[] audio,
            @ForAll @IntRange(max = 9_999_999) int ms,
            @ForAll long seed) {
        Map<String, Object> media = shuffled(
                Map.of(
                        "track",
                        "inbound",
                        "chunk",
                        "7",
                        "timestamp",
                        "" + ms,
                        "payload",
                        Base64.getEncoder().encodeToString(audio)),
                seed);
        Map<String, Object> message =
                shuffled(Map.of("event", "media", "sequenceNumber", "8", "streamSid", SID, "media", media), seed + 1);
        byte[] text = JsonMapper.shared().writeValueAsBytes(message);
        assertThat(scan(text)).isTrue();
        assertThat(scanner.timestampMs).isEqualTo(ms);
        assertThat(Base64Audio.decode(text, scanner.payloadFrom, scanner.payloadTo))
                .isEqualTo(audio);
    }

    private static Map<String, Object> shuffled(Map<String, Object> members, long seed) {
        List<String> names = new ArrayList<>(members.keySet());
        Collections.shuffle(names, new Random(seed));
        Map<String, Object> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, members.getOrDefault(name, "")));
        return all;
    }

    @Property(tries = 2_000)
    void a_damaged_message_is_never_read_as_another(@ForAll @IntRange(max = 400) int place, @ForAll byte instead) {
        byte[] text = Caller.media(SID, 140, 5, 160).getBytes(StandardCharsets.US_ASCII);
        text[place % text.length] = instead;
        if (scan(text)) {
            TwilioMessage message = TwilioMessages.read(text, text.length);
            assertThat(message).isInstanceOfSatisfying(TwilioMessage.Media.class, media -> {
                assertThat(media.timestampMs()).isEqualTo(scanner.timestampMs);
                assertThat(media.inbound()).isTrue();
                assertThat(media.streamSid()).isEqualTo(SID);
            });
        }
    }

    @Property(tries = 500)
    void a_cut_message_is_declined(@ForAll @IntRange(max = 300) int length) {
        byte[] text = Caller.media(SID, 140, 5, 160).getBytes(StandardCharsets.US_ASCII);
        assertThat(scanner.scan(text, Math.min(length, text.length - 1), SID.getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @Example
    void escapes_repeats_other_streams_and_the_agents_own_track_are_declined() {
        String good = Caller.media(SID, 140, 5, 160);
        assertThat(scan(ascii(good))).isTrue();
        assertThat(scan(ascii(good.replace("inbound", "in\\u0062ound")))).isFalse();
        assertThat(scan(ascii(good.replace("\"chunk\":\"1\"", "\"timestamp\":\"9\""))))
                .isFalse();
        assertThat(scan(ascii(good.replace("MZ1", "MZ2")))).isFalse();
        assertThat(scan(ascii(good.replace("inbound", "outbound")))).isFalse();
        assertThat(scan(ascii(good + "x"))).isFalse();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
