package dev.voiceops.vendors.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.net.URI;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TwimlTest {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";

    @Test
    void hands_the_call_to_a_socket_and_says_where_to_go_on() {
        var stream = new Twiml.Stream(
                URI.create("wss://app.example/twilio/media-stream"),
                Map.of("token", "a&b\"<c>'", "call", "1"),
                URI.create("https://app.example/s"));
        var twiml = Twiml.of(
                new Twiml.Connect(stream, null), new Twiml.Redirect(URI.create("https://app.example/resume?a=1&b=2")));
        assertThat(twiml.xml())
                .isEqualTo(HEAD
                        + "<Connect><Stream url=\"wss://app.example/twilio/media-stream\" statusCallback=\"https://app.example/s\">"
                        + "<Parameter name=\"call\" value=\"1\"/>"
                        + "<Parameter name=\"token\" value=\"a&amp;b&quot;&lt;c&gt;&apos;\"/></Stream></Connect>"
                        + "<Redirect>https://app.example/resume?a=1&amp;b=2</Redirect></Response>");
    }

    @Test
    void speaks_transfers_waits_and_ends() {
        var twiml = Twiml.of(
                new Twiml.Say("Sorry", "en-GB"),
                new Twiml.Pause(2),
                new Twiml.Dial("+15551234567", "+15550001111", 20, URI.create("https://app.example/t")),
                new Twiml.Hangup());
        assertThat(twiml.xml())
                .isEqualTo(HEAD + "<Say language=\"en-GB\">Sorry</Say><Pause length=\"2\"/>"
                        + "<Dial answerOnBridge=\"true\" timeout=\"20\" callerId=\"+15550001111\" action=\"https://app.example/t\">"
                        + "<Number>+15551234567</Number></Dial><Hangup/></Response>");
        assertThat(Twiml.of(new Twiml.Reject(Twiml.Reject.Reason.BUSY)).xml())
                .isEqualTo(HEAD + "<Reject reason=\"busy\"/></Response>");
    }

    @Test
    void refuses_what_twilio_would_refuse_in_the_middle_of_a_call() {
        assertThatIllegalArgumentException().isThrownBy(() -> stream("https://a.example/x"));
        assertThatIllegalArgumentException().isThrownBy(() -> stream("ws://a.example/x"));
        assertThatIllegalArgumentException().isThrownBy(() -> stream("wss://a.example/x?token=1"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Twiml.Stream(URI.create("wss://a.example/x"), Map.of("a", "b".repeat(499)), null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Twiml.Dial("911", null, 20, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Twiml.Dial("+1555;ext=1", null, 20, null));
        assertThat(stream("ws://127.0.0.1:4200/x").url().getPort()).isEqualTo(4200);
    }

    @Property(tries = 300)
    void any_text_survives_an_xml_reader(@ForAll String text) throws Exception {
        var xml = Twiml.of(new Twiml.Say(text)).xml();
        var read =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        var expected = text.codePoints()
                .map(c -> c == 9
                                || c == 10
                                || c == 13
                                || (c >= 32 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
                        ? c
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(read.getDocumentElement().getTextContent()).isEqualTo(expected);
    }

    private static Twiml.Stream stream(String url) {
        return new Twiml.Stream(URI.create(url), Map.of(), null);
    }
}
