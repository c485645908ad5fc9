package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.vendors.twilio.TwilioMessage.Flaw;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TwilioMediaTest {
    private static final String START = """
            {"event":"start","sequenceNumber":"1","streamSid":"MZ1","start":{"accountSid":"AC1","streamSid":"MZ1",
             "callSid":"CA1","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},
             "customParameters":{"token":"t\\"o\\u00e9","a":"b"}}}""";

    private final TwilioMediaReader reader = new TwilioMediaReader();

    @Test
    void reads_every_message_of_a_stream() {
        assertThat(read("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}"))
                .isEqualTo(new TwilioMessage.Connected());
        assertThat(read(START))
                .isEqualTo(new TwilioMessage.Start(
                        "MZ1", "CA1", "AC1", Map.of("token", "t\"oé", "a", "b"), "audio/x-mulaw", 8000));
        var media = (TwilioMessage.Media) read("""
                {"event":"media","sequenceNumber":"2","streamSid":"MZ1",
                 "media":{"track":"inbound","chunk":"1","timestamp":"102","payload":"/38A"}}""");
        assertThat(media.sequence()).isEqualTo(2);
        assertThat(media.timestampMs()).isEqualTo(102);
        assertThat(media.mulaw()).containsExactly(0xFF, 0x7F, 0x00);
        assertThat(read("""
                {"event":"dtmf","sequenceNumber":"57","streamSid":"MZ1","dtmf":{"track":"inbound_track","digit":"5"}}""")).isEqualTo(new TwilioMessage.Dtmf("5"));
        assertThat(
                        read(
                                "{\"event\":\"mark\",\"sequenceNumber\":\"80\",\"streamSid\":\"MZ1\",\"mark\":{\"name\":\"e7:utt\"}}"))
                .isEqualTo(new TwilioMessage.Mark("e7:utt"));
        assertThat(
                        read(
                                "{\"event\":\"stop\",\"streamSid\":\"MZ1\",\"stop\":{\"accountSid\":\"AC1\",\"callSid\":\"CA1\"}}"))
                .isEqualTo(new TwilioMessage.Stop());
    }

    @Test
    void order_and_unknown_members_do_not_matter() {
        var media = (TwilioMessage.Media) read("""
                 { "x":[1,{"y":[null,true,-1.5e3,"]}"]}], "media":{"new":{"a":1},"payload":"AAE=","timestamp":40,"track":"inbound"},
                   "sequenceNumber":7,"event":"media"}\s""");
        assertThat(media.mulaw()).containsExactly(0, 1);
        assertThat(media.timestampMs()).isEqualTo(40);
        assertThat(media.sequence()).isEqualTo(7);
    }

    @Test
    void slashes_may_be_escaped_in_the_payload() {
        var media = (TwilioMessage.Media) read("{\"event\":\"media\",\"media\":{\"payload\":\"\\/\\/8=\"}}");
        assertThat(media.mulaw()).containsExactly(0xFF, 0xFF);
    }

    @Test
    void our_own_track_and_new_events_are_passed_over() {
        assertThat(read("{\"event\":\"media\",\"media\":{\"track\":\"outbound\",\"payload\":\"AAE=\"}}"))
                .isInstanceOf(TwilioMessage.Ignored.class);
        assertThat(read("{\"event\":\"weather\"}")).isEqualTo(new TwilioMessage.Ignored("weather"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | NOT_JSON
            `hello` | INCOMPLETE
            `{}` | INCOMPLETE
            `[]` | INCOMPLETE
            `{"event":"media"}` | INCOMPLETE
            `{"event":"media","media":{}}` | INCOMPLETE
            `{"event":"media","media":null}` | INCOMPLETE
            `{"event":5}` | INCOMPLETE
            `{"event":"start"}` | INCOMPLETE
            `{"event":"start","start":{"streamSid":"MZ1"}}` | INCOMPLETE
            `{"event":"mark","mark":{"label":"x"}}` | INCOMPLETE
            `{"event":"media","media":{"payload":"A!=="}}` | BAD_PAYLOAD
            `{"event":"media","media":{"payload":"AAE=","timestamp":"1x"}}` | INCOMPLETE
            `{"event":"media","media":{"payload":"AAE=","timestamp":"9999999999999999999"}}` | INCOMPLETE
            `{"event":"stop"` | NOT_JSON
            `{"event":"stop",}` | NOT_JSON
            `{"event":"stop"}}` | NOT_JSON
            `{"event":"stop" "a":1}` | NOT_JSON
            `{"event":"st\\qop"}` | NOT_JSON
            `{"event":"stop","x":}` | NOT_JSON
            """)
    void says_what_is_wrong_with_a_message(String message, Flaw flaw) {
        assertThat(read(message)).isEqualTo(new TwilioMessage.Garbage(flaw));
    }

    @Test
    void bounds_length_depth_and_parameters() {
        assertThat(read("{\"event\":\"stop\",\"x\":\"" + "a".repeat(70_000) + "\"}"))
                .isEqualTo(new TwilioMessage.Garbage(Flaw.TOO_LONG));
        assertThat(read("{\"event\":\"stop\",\"x\":" + "[".repeat(30_000)))
                .isEqualTo(new TwilioMessage.Garbage(Flaw.TOO_RICH));
        var many = new StringBuilder("{\"event\":\"start\",\"start\":{\"customParameters\":{\"a\":\"b\"");
        for (int i = 0; i < 100; i++) many.append(",\"p").append(i).append("\":\"\"");
        assertThat(read(many + "}}}")).isEqualTo(new TwilioMessage.Garbage(Flaw.TOO_RICH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MZ2", "MZ", "MZ11", ""})
    void a_message_of_another_stream_is_not_ours(String sid) {
        assertThat(read(START)).isInstanceOf(TwilioMessage.Start.class);
        assertThat(read("{\"event\":\"stop\",\"streamSid\":\"" + sid + "\"}"))
                .isEqualTo(new TwilioMessage.Garbage(Flaw.WRONG_STREAM));
        assertThat(read("{\"event\":\"stop\",\"streamSid\":\"MZ1\"}")).isEqualTo(new TwilioMessage.Stop());
    }

    @Test
    void one_message_leaves_nothing_behind_for_the_next() {
        read("{\"event\":\"mark\",\"mark\":{\"name\":\"a\"},\"media\":{\"payload\":\"AAE=\"}}");
        assertThat(read("{\"event\":\"mark\"}")).isEqualTo(new TwilioMessage.Garbage(Flaw.INCOMPLETE));
        assertThat(read("{\"event\":\"media\"}")).isEqualTo(new TwilioMessage.Garbage(Flaw.INCOMPLETE));
    }

    @Property(tries = 2000)
    void never_throws_on_any_bytes(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(reader.read(bytes, 0, bytes.length)).isNotNull();
    }

    @Property(tries = 2000)
    void never_throws_on_a_message_with_damage(@ForAll long seed) {
        var random = new Random(seed);
        var bytes = (random.nextBoolean() ? START : mediaMessage(new byte[random.nextInt(200)])).getBytes(UTF_8);
        for (int i = 0; i < 1 + random.nextInt(4); i++)
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        var shorter = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        assertThat(reader.read(bytes, 0, bytes.length)).isNotNull();
        assertThat(reader.read(shorter, 0, shorter.length)).isNotNull();
    }

    @Property
    void reads_back_any_sound_at_any_place_of_a_larger_array(@ForAll @Size(max = 2000) byte[] mulaw) {
        var message = mediaMessage(mulaw).getBytes(UTF_8);
        var larger = new byte[message.length + 20];
        Arrays.fill(larger, (byte) '"');
        System.arraycopy(message, 0, larger, 7, message.length);
        var media = (TwilioMessage.Media) new TwilioMediaReader().read(larger, 7, 7 + message.length);
        assertThat(media.mulaw()).isEqualTo(mulaw);
    }

    @Test
    void writes_what_twilio_reads() {
        var writer = new TwilioMediaWriter("MZ1");
        var json = JsonMapper.builder().build();
        var media = json.readTree(writer.media(new byte[] {-1, 127, 0}));
        assertThat(media)
                .isEqualTo(
                        json.readTree("{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\"/38A\"}}"));
        var mark = json.readTree(writer.mark("e1:\"ä\n𝄞\\"));
        assertThat(mark.path("mark").path("name").asString()).isEqualTo("e1:\"ä\n𝄞\\");
        assertThat(json.readTree(writer.clear()))
                .isEqualTo(json.readTree("{\"event\":\"clear\",\"streamSid\":\"MZ1\"}"));
    }

    private static String mediaMessage(byte[] mulaw) {
        return "{\"event\":\"media\",\"sequenceNumber\":\"2\",\"streamSid\":\"MZ1\",\"media\":{\"track\":\"inbound\","
                + "\"chunk\":\"1\",\"timestamp\":\"102\",\"payload\":\""
                + Base64.getEncoder().encodeToString(mulaw) + "\"}}";
    }

    private TwilioMessage read(String message) {
        var bytes = message.getBytes(UTF_8);
        return reader.read(bytes, 0, bytes.length);
    }
}
