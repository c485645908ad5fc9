package dev.voiceops.http;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that some reader would take for something else than another: refused before anything is done with it. */
class JsonTextTest {
    /** What a route takes. */
    record Order(String name, int count) {}

    @ParameterizedTest
    @MethodSource("tricks")
    void a_trick_is_refused_with_a_reason(byte[] body) {
        assertThatThrownBy(() -> {
                    JsonText.mustBePlain(body);
                    Json.read(body, Order.class);
                })
                .isInstanceOf(ContractViolation.class);
    }

    static List<byte[]> tricks() {
        List<byte[]> bodies = new ArrayList<>();
        for (String text : List.of(
                // the same name twice, written alike and escaped
                "{\"name\":\"a\",\"name\":\"b\",\"count\":1}",
                "{\"name\":\"a\",\"n\\u0061me\":\"b\",\"count\":1}",
                "{\"\\u006eame\":\"a\",\"name\":\"b\",\"count\":1}",
                "{\"name\":\"a\",\"count\":1,\"c\\u006Funt\":2}",
                // names that only look alike
                "{\"n\u0430me\":\"a\",\"count\":1}",
                "{\"name\\u200b\":\"a\",\"count\":1}",
                "{\"NAME\":\"a\",\"count\":1}",
                // byte order marks and other encodings
                "\uFEFF{\"name\":\"a\",\"count\":1}",
                "\uFEFF\uFEFF{\"name\":\"a\",\"count\":1}",
                // NUL and halves of pairs
                "{\"name\":\"a\\u0000b\",\"count\":1}",
                "{\"name\":\"a\u0000b\",\"count\":1}",
                "{\"name\":\"\\ud800\",\"count\":1}",
                "{\"name\":\"\\udc00\",\"count\":1}",
                "{\"name\":\"\\ud800\\ud800\",\"count\":1}",
                "{\"name\":\"\\ud800x\",\"count\":1}",
                "{\"name\":\"\\udc00\\ud800\",\"count\":1}",
                "{\"name\":\"\\uD800\\u0041\",\"count\":1}",
                // numbers that no field holds
                "{\"name\":\"a\",\"count\":1e999999999}",
                "{\"name\":\"a\",\"count\":" + "9".repeat(500) + "}",
                "{\"name\":\"a\",\"count\":2147483648}",
                "{\"name\":\"a\",\"count\":1.0}",
                "{\"name\":\"a\",\"count\":1.5}",
                "{\"name\":\"a\",\"count\":NaN}",
                "{\"name\":\"a\",\"count\":Infinity}",
                "{\"name\":\"a\",\"count\":01}",
                "{\"name\":\"a\",\"count\":+1}",
                "{\"name\":\"a\",\"count\":0x10}",
                // wrong types
                "{\"name\":1,\"count\":1}",
                "{\"name\":true,\"count\":1}",
                "{\"name\":[\"a\"],\"count\":1}",
                "{\"name\":{},\"count\":1}",
                "{\"name\":\"a\",\"count\":\"1\"}",
                "{\"name\":\"a\",\"count\":true}",
                "{\"name\":\"a\",\"count\":null}",
                "{\"name\":\"a\"}",
                // not JSON, or more than one
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "{",
                "{\"name\":\"a\",\"count\":1",
                "{\"name\":\"a\",\"count\":1}}",
                "{\"name\":\"a\",\"count\":1} {\"name\":\"a\",\"count\":1}",
                "{\"name\":\"a\",\"count\":1,}",
                "{'name':'a','count':1}",
                "{name:\"a\",count:1}",
                "{\"name\":\"a\",/* hidden */\"count\":1}",
                "{\"name\":\"a\",\"count\":1}// more",
                "{\"name\":\"a\nb\",\"count\":1}",
                "{\"name\":\"\\x41\",\"count\":1}",
                "{\"name\":\"a\",\"count\":1,\"extra\":0}",
                "{\"name\":\"a\",\"count\":1,\"__proto__\":{}}",
                // depth
                "[".repeat(100_000),
                "{\"name\":".repeat(10_000) + "1",
                "[".repeat(65) + "]".repeat(65))) {
            bodies.add(text.getBytes(UTF_8));
        }
        bodies.add("{\"name\":\"a\",\"count\":1}".getBytes(UTF_16LE));
        HexFormat hex = HexFormat.of();
        byte[] before = "{\"count\":1,\"name\":\"".getBytes(UTF_8);
        // overlong, surrogates in UTF-8, cut off, stray, beyond Unicode
        for (String bytes :
                List.of("c080", "c1bf", "eda080", "edb080", "eda081edb080", "e282", "80", "f4908080", "ff", "fe")) {
            bodies.add(concat(before, hex.parseHex(bytes), "\"}".getBytes(UTF_8)));
        }
        return bodies;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\",\"count\":1}",
                "{\"name\":\"Jürgen 😀 \\ud83d\\ude00 \\\\u0000 \\\\ud800 1e999999999\",\"count\":-1}",
                "{\"name\":\"\",\"count\":2147483647}",
                " \t\r\n{\"count\" : 0 , \"name\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}\n"
            })
    void plain_text_passes_whatever_it_says(String text) {
        assertThatCode(() -> {
                    JsonText.mustBePlain(text.getBytes(UTF_8));
                    Json.read(text, Order.class);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void the_reason_says_where() {
        assertThatThrownBy(() -> JsonText.mustBePlain("{\"name\":\"\\ud800\"}".getBytes(UTF_8)))
                .hasMessage("the body holds half of a surrogate pair at character 10");
    }

    private static byte[] concat(byte[]... parts) {
        var out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }
}
