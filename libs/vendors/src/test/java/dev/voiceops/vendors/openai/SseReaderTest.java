package dev.voiceops.vendors.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
    private static final String STREAM = """
            \uFEFF: a comment, kept alive
            data: {"a":"né 𝄞 日本"}

            event: ping
            id: 7
            data: one
            data: two
            data
            data:three

            retry: 100

            :

            data: [DONE]
            """;
    private static final List<String> EVENTS = List.of("{\"a\":\"né 𝄞 日本\"}", "one\ntwo\n\nthree", "[DONE]");

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void reads_events_whatever_ends_a_line_and_wherever_it_is_cut(String end) {
        var bytes = STREAM.replace("\n", end).getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(read(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length)))
                    .isEqualTo(EVENTS);
        }
        var single = new ArrayList<byte[]>();
        for (byte b : bytes) single.add(new byte[] {b});
        assertThat(read(single.toArray(byte[][]::new))).isEqualTo(EVENTS);
    }

    @Test
    void an_endless_line_is_refused() {
        var reader = new SseReader(_ -> {});
        var megabyte = new byte[1024 * 1024];
        Arrays.fill(megabyte, (byte) 'a');
        reader.feed(megabyte);
        assertThatThrownBy(() -> reader.feed(megabyte)).isInstanceOf(SseReader.TooLong.class);
    }

    @Test
    void an_endless_event_is_refused() {
        var reader = new SseReader(_ -> {});
        var line = ("data: " + "a".repeat(1000) + "\n").getBytes(UTF_8);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 2_000; i++) reader.feed(line);
                })
                .isInstanceOf(SseReader.TooLong.class);
    }

    @Property(tries = 500)
    void never_fails_on_any_bytes_and_reads_them_alike_however_cut(
            @ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 200) int cut) {
        int at = Math.min(cut, bytes.length);
        var whole = read(bytes);
        assertThat(read(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length)))
                .isEqualTo(whole);
    }

    private static List<String> read(byte[]... pieces) {
        var events = new ArrayList<String>();
        var reader = new SseReader(events::add);
        for (var piece : pieces) reader.feed(piece);
        reader.finish();
        return events;
    }
}
