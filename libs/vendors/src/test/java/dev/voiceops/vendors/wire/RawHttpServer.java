package dev.voiceops.vendors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A vendor's HTTP server, played by the test byte by byte. One request per connection. */
public final class RawHttpServer implements AutoCloseable {
    private static final long PATIENCE_S = 20;

    private final ServerSocket socket;
    private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

    public RawHttpServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** The next request, once its head and body are here. */
    public Exchange next() {
        try {
            var exchange = exchanges.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (exchange == null) throw new TimeoutException("no request in " + PATIENCE_S + " s");
            return exchange;
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean nobodyAsked() {
        return exchanges.isEmpty();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var left = exchanges.poll(); left != null; left = exchanges.poll()) left.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> receive(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void receive(Socket client) {
        try {
            var in = client.getInputStream();
            var head = head(in);
            int length = 0;
            for (var line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            exchanges.add(new Exchange(client, head, new String(in.readNBytes(length), UTF_8)));
        } catch (IOException e) {
            // the client left while asking; there is nobody to tell
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) throw new IOException("cut");
            head.write(b);
        }
        return head.toString(UTF_8);
    }

    /** One request and the way to answer it. */
    public record Exchange(Socket client, String head, String body) implements Closeable {

        /** A whole answer; headers as lines {@code Name: value}. */
        public void answer(int status, String body, String... headers) {
            var bytes = body.getBytes(UTF_8);
            var head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Length: " + bytes.length + "\r\n");
            for (var header : headers) head.append(header).append("\r\n");
            send(head + "Connection: close\r\n\r\n" + body);
            close();
        }

        /** The head of an event stream that ends with the connection. */
        public void stream(String... headers) {
            var head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
            for (var header : headers) head.append(header).append("\r\n");
            send(head + "Connection: close\r\n\r\n");
        }

        public void data(String... events) {
            for (var event : events) send("data: " + event + "\n\n");
        }

        public void send(String text) {
            try {
                client.getOutputStream().write(text.getBytes(UTF_8));
                client.getOutputStream().flush();
            } catch (IOException e) {
                throw new IllegalStateException("the client has gone", e);
            }
        }

        /** Waits until the client has dropped the connection. */
        public void awaitGone() {
            try {
                client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_S));
                while (client.getInputStream().read() >= 0) {
                    // it says nothing more
                }
            } catch (SocketTimeoutException e) {
                throw new IllegalStateException("the client stays", e);
            } catch (IOException e) {
                // reset: gone as well
            }
        }

        @Override
        public void close() {
            try {
                client.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
