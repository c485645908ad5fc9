package dev.voiceops.simulators.twilio;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads TwiML into verbs. */
final class TwimlReader {
    private TwimlReader() {}

    /** @throws CallError 12100 when it is no XML or its root is not Response */
    static List<Verb> read(String xml) {
        var root = root(xml);
        if (!root.getTagName().equals("Response")) {
            throw new CallError(12100, "the root of TwiML is <Response>, not <" + root.getTagName() + ">");
        }
        return children(root).stream().map(TwimlReader::verb).toList();
    }

    private static Element root(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml.strip()))).getDocumentElement();
        } catch (SAXException | IOException broken) {
            throw new CallError(12100, "document parse failure: " + broken.getMessage());
        } catch (ParserConfigurationException missing) {
            throw new IllegalStateException("this Java cannot read XML safely", missing);
        }
    }

    private static Verb verb(Element element) {
        return switch (element.getTagName()) {
            case "Say" -> new Verb.Say(element.getTextContent().strip());
            case "Play" -> new Verb.Play(element.getTextContent().strip());
            case "Pause" -> new Verb.Pause(seconds(element));
            case "Connect" -> connect(element);
            case "Dial" -> new Verb.Dial(element.getAttribute("action"), targets(element));
            case "Redirect" -> new Verb.Redirect(element.getTextContent().strip());
            case "Hangup" -> new Verb.Hangup();
            case "Reject" -> new Verb.Reject(element.getAttribute("reason"));
            default -> new Verb.Unknown(element.getTagName());
        };
    }

    private static int seconds(Element element) {
        var length = element.getAttribute("length");
        return length.matches("\\d{1,4}") ? Integer.parseInt(length) : 1;
    }

    private static Verb connect(Element element) {
        for (var noun : children(element)) {
            if (noun.getTagName().equals("Stream")) {
                var parameters = new LinkedHashMap<String, String>();
                for (var child : children(noun)) {
                    parameters.put(child.getAttribute("name"), child.getAttribute("value"));
                }
                var stream = new Verb.Stream(
                        noun.getAttribute("url"),
                        noun.getAttribute("name"),
                        noun.getAttribute("statusCallback"),
                        parameters);
                return new Verb.Connect(element.getAttribute("action"), stream);
            }
        }
        return new Verb.Unknown("Connect without Stream");
    }

    private static List<String> targets(Element dial) {
        var nouns = children(dial).stream()
                .map(noun -> noun.getTextContent().strip())
                .toList();
        return nouns.isEmpty() ? List.of(dial.getTextContent().strip()) : nouns;
    }

    private static List<Element> children(Element parent) {
        var found = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
