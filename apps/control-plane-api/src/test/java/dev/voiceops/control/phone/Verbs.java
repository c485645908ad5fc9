package dev.voiceops.control.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A TwiML answer, read as Twilio reads it. */
record Verbs(Element root) {
    static Verbs of(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        try {
            var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            return new Verbs(builder.parse(new InputSource(new StringReader(answer.body())))
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not XML: " + answer.body(), e);
        }
    }

    List<String> names() {
        return children(root).stream().map(Element::getTagName).toList();
    }

    Element first(String name) {
        return (Element) root.getElementsByTagName(name).item(0);
    }

    String text(String name) {
        return first(name).getTextContent();
    }

    String token() {
        assertThat(first("Parameter").getAttribute("name")).isEqualTo("token");
        return first("Parameter").getAttribute("value");
    }

    private static List<Element> children(Element parent) {
        List<Element> all = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) all.add(element);
        }
        return all;
    }
}
