package dev.voiceops.control.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A Twilio account on this machine that owns one number. */
final class OneNumber implements AutoCloseable {
    static final String E164 = "+15550300199";

    private final HttpServer server;

    OneNumber() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            byte[] answer = ("{\"incoming_phone_numbers\":[{\"sid\":\"PN" + "0".repeat(32) + "\",\"phone_number\":\""
                            + E164
                            + "\",\"capabilities\":{\"voice\":true},\"voice_url\":\"\"}],\"next_page_uri\":null}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/2010-04-01");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
