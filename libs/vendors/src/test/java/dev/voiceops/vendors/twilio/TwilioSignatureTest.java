package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioSignatureTest {
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
    private static final byte[] NOTHING = {};

    private final TwilioSignature signatures = new TwilioSignature("12345");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.com/myapp.php?foo=1&bar=2 | CallSid=CA1234567890ABCDE&Caller=%2B14158675310&Digits=1234&From=%2B14158675310&To=%2B18005551212 | L/OH5YylLD5NRKLltdqwSvS0BnU=
            https://mycompany.com/myapp.php?foo=1&bar=2 | CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212 | RSOYDt4T1cUTdK1PDd93/VVr8B8=
            https://example.com/twilio/voice | SpeechResult=&CallSid=CA1&From=%2B15005550006&CallerName=Jos%C3%A9+N%C3%BA%C3%B1ez | 9+llMMGNFYoyrj2+taXYJXCcibw=
            """)
    void accepts_the_vendors_form_vectors(String url, String body, String signature) {
        assertThat(signatures.valid(url, FORM, body.getBytes(UTF_8), signature)).isTrue();
        assertThat(signatures.valid(url, FORM, (body + "&a=b").getBytes(UTF_8), signature))
                .isFalse();
        assertThat(signatures.valid(url + "1", FORM, body.getBytes(UTF_8), signature))
                .isFalse();
        assertThat(new TwilioSignature("12346").valid(url, FORM, body.getBytes(UTF_8), signature))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wss://example.com/twilio/media-stream  | bxI53GpNHXzUSNvEzbGhrZjQ3DY=
            wss://example.com/twilio/media-stream  | rvry6cpeCZJD2Z+HZz521/hVrtw=
            https://example.com/twilio/voice?x=a%20b | TlChOeYHk9bAjmTDYBT+NMe/du4=
            https://example.com/twilio/voice?x=a%20b#rc=2 | TlChOeYHk9bAjmTDYBT+NMe/du4=
            https://user:secret@example.com:8443/twilio/voice?x=a%20b | TlChOeYHk9bAjmTDYBT+NMe/du4=
            """)
    void accepts_a_bare_url_as_twilio_may_have_signed_it(String url, String signature) {
        assertThat(signatures.valid(url, signature)).isTrue();
        assertThat(signatures.valid(url.replace("example", "exampel"), signature))
                .isFalse();
    }

    @Test
    void a_socket_url_is_not_an_https_url() {
        assertThat(signatures.valid("https://example.com/twilio/media-stream", "bxI53GpNHXzUSNvEzbGhrZjQ3DY="))
                .isFalse();
    }

    @Test
    void accepts_a_json_body_only_with_its_hash_in_the_signed_url() {
        var url =
                "https://example.com/myapp?bodySHA256=5ccde7145dfb8f56479710896586cb9d5911809d83afbe34627818790db0aec9";
        var body = "{\"CallSid\":\"CA1234567890ABCDE\",\"Caller\":\"+12349013030\"}".getBytes(UTF_8);
        var signature = "hPXmLwIy3Fgqv1i9KPmH/HhQ6zo=";
        assertThat(signatures.valid(url, "application/json", body, signature)).isTrue();
        body[2]++;
        assertThat(signatures.valid(url, "application/json", body, signature)).isFalse();
        var unvouched = "https://example.com/myapp";
        assertThat(signatures.valid(unvouched, "application/json", body, signatures.sign(unvouched)))
                .isFalse();
    }

    @Test
    void a_missing_or_empty_signature_is_never_valid() {
        assertThat(signatures.valid("https://example.com/", null)).isFalse();
        assertThat(signatures.valid("https://example.com/", "")).isFalse();
        assertThat(signatures.valid("https://example.com/", FORM, NOTHING, null))
                .isFalse();
        assertThat(signatures.valid("", "x")).isFalse();
        assertThat(signatures.valid("://", "x")).isFalse();
    }

    @Test
    void a_repeated_field_counts_with_each_of_its_different_values() {
        var url = "https://example.com/x";
        var signature = signatures.sign(url + "A1A2B3");
        assertThat(signatures.valid(url, FORM, "A=2&B=3&A=1&A=2".getBytes(UTF_8), signature))
                .isTrue();
        assertThat(signatures.valid(url, FORM, "A=2&B=3".getBytes(UTF_8), signature))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "wss://a.example/ws, wss://a.example:443/ws",
        "wss://a.example:443/ws, wss://a.example/ws",
        "wss://a.example:8443/ws, wss://a.example:8443/ws/",
        "https://a.example/x?q=%2B1, https://a.example:443/x?q=%2B1",
        "https://a.example:8443/x?q=%2B1, https://a.example/x?q=%2B1",
        "http://u:p@a.example:8080/x, http://a.example:8080/x",
        "http://[::1]:8080/x, http://[::1]/x",
        "https://a.example, https://a.example:443",
    })
    void accepts_each_form_of_port_and_user_that_twilio_signs(String configured, String signed) {
        assertThat(signatures.valid(configured, signatures.sign(signed))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://a.example/x/",
        "https://a.example/x, http://a.example/x",
        "https://a.example/x, https://a.example:80/x",
        "https://a.example/x?q=%20, https://a.example/x?q=+",
    })
    void refuses_other_forms(String configured, String signed) {
        assertThat(signatures.valid(configured, signatures.sign(signed))).isFalse();
    }

    @Test
    void a_body_with_a_broken_percent_sign_is_refused() {
        assertThat(FormFields.parse("a=%4".getBytes(UTF_8))).isEmpty();
        assertThat(FormFields.parse("a=%zz".getBytes(UTF_8))).isEmpty();
        assertThat(FormFields.parse("&a&=b&c=%41+%2B=&".getBytes(UTF_8))
                        .orElseThrow()
                        .signedText())
                .isEqualTo("b" + "a" + "cA +=");
    }

    @Property(tries = 500)
    void agrees_with_the_official_library_where_that_is_right(
            @ForAll("urls") String url, @ForAll("fields") Map<String, String> fields, @ForAll int flip) {
        var official = new RequestValidator("12345");
        var text = url
                + new TreeMap<>(fields)
                        .entrySet().stream().map(e -> e.getKey() + e.getValue()).collect(Collectors.joining());
        var signature = signatures.sign(text);
        var body = fields.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), UTF_8) + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        assertThat(official.validate(url, fields, signature)).isTrue();
        assertThat(signatures.valid(url, FORM, body.getBytes(UTF_8), signature)).isTrue();

        var forged = signature.toCharArray();
        int place = Math.floorMod(flip, 26);
        forged[place] = (char) (forged[place] ^ 1);
        assertThat(official.validate(url, fields, new String(forged))).isFalse();
        assertThat(signatures.valid(url, FORM, body.getBytes(UTF_8), new String(forged)))
                .isFalse();
    }

    @Provide
    Arbitrary<String> urls() {
        var path =
                Arbitraries.strings().withCharRange('a', 'z').withChars("/-_.~").ofMaxLength(30);
        var query =
                Arbitraries.strings().withCharRange('a', 'z').withChars("&=%20").ofMaxLength(1);
        return Combinators.combine(Arbitraries.of("https", "http"), Arbitraries.of("", ":443", ":8080"), path, query)
                .as((scheme, port, p, q) ->
                        scheme + "://voice.example.com" + port + "/" + p + "?a=b" + q.replace("%", ""));
    }

    @Provide
    Arbitrary<Map<String, String>> fields() {
        var name = Arbitraries.strings().alpha().withChars('_').ofMinLength(1).ofMaxLength(12);
        var value = Arbitraries.strings().all().excludeChars(surrogates()).ofMaxLength(20);
        return Arbitraries.maps(name, value).ofMaxSize(12);
    }

    private static char[] surrogates() {
        var all = new char[0x800];
        for (int i = 0; i < all.length; i++) all[i] = (char) (0xD800 + i);
        return all;
    }
}
