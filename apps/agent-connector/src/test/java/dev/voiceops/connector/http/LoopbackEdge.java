package dev.voiceops.connector.http;

import dev.voiceops.contracts.ServiceToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Routes on an edge of a test's own, asked over HTTP on loopback. Any thread. */
public final class LoopbackEdge implements AutoCloseable {
    /** What a service route wants to see. */
    public static final String TOKEN = "0123456789abcdef";

    private final HttpEdge edge;
    private final HttpClient http = HttpClient.newHttpClient();

    public LoopbackEdge(List<Route> routes) {
        edge = new HttpEdge(anyPort(), routes, new ServiceToken(TOKEN), _ -> {});
    }

    /** Any free port of loopback. */
    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Where a path is reached; it begins with a slash. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + edge.port() + path);
    }

    /** What asks. */
    public HttpClient http() {
        return http;
    }

    /** Asks for a path; {@code headers} are names and values in turn. */
    public HttpResponse<String> ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    /** The same request, not sent yet. */
    public HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) request.headers(headers);
        return request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        http.close();
        edge.close();
    }
}
