package dev.voiceops.vendors.twilio;

import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes TwiML as XML 1.0. One use, one thread. */
final class TwimlXml {
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>");

    private TwimlXml() {}

    static String write(Twiml twiml) {
        var writer = new TwimlXml();
        twiml.verbs().forEach(writer::verb);
        return writer.xml.append("</Response>").toString();
    }

    private void verb(Twiml.Verb verb) {
        switch (verb) {
            case Twiml.Connect connect -> connect(connect);
            case Twiml.Redirect redirect -> element("Redirect", redirect.url().toString());
            case Twiml.Say say ->
                open("Say").attribute("language", say.language()).text(say.text(), "Say");
            case Twiml.Dial dial -> dial(dial);
            case Twiml.Pause pause ->
                open("Pause").attribute("length", pause.seconds()).close();
            case Twiml.Hangup _ -> open("Hangup").close();
            case Twiml.Reject reject ->
                open("Reject")
                        .attribute("reason", reject.reason().name().toLowerCase(Locale.ROOT))
                        .close();
        }
    }

    private void connect(Twiml.Connect connect) {
        var stream = connect.stream();
        open("Connect").attribute("action", connect.action());
        xml.append('>');
        open("Stream").attribute("url", stream.url()).attribute("statusCallback", stream.statusCallback());
        xml.append('>');
        new TreeMap<>(stream.parameters())
                .forEach((name, value) -> open("Parameter")
                        .attribute("name", name)
                        .attribute("value", value)
                        .close());
        xml.append("</Stream></Connect>");
    }

    private void dial(Twiml.Dial dial) {
        open("Dial")
                .attribute("answerOnBridge", "true")
                .attribute("timeout", dial.timeoutSeconds())
                .attribute("callerId", dial.callerId())
                .attribute("action", dial.action());
        xml.append('>');
        element("Number", dial.number());
        xml.append("</Dial>");
    }

    private void element(String name, String text) {
        open(name).text(text, name);
    }

    private TwimlXml open(String name) {
        xml.append('<').append(name);
        return this;
    }

    private TwimlXml attribute(String name, @Nullable Object value) {
        if (value == null) return this;
        xml.append(' ').append(name).append("=\"");
        escape(value.toString());
        xml.append('"');
        return this;
    }

    private void text(String text, String element) {
        xml.append('>');
        escape(text);
        xml.append("</").append(element).append('>');
    }

    private void close() {
        xml.append("/>");
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&apos;");
                case '\t', '\n', '\r' -> xml.append("&#").append(c).append(';');
                default -> xml.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
    }

    /** XML 1.0, production 2: anything else makes the whole document unreadable. */
    private static boolean allowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
