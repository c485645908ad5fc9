package dev.voiceops.control.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens on several loopback addresses at one port, counts who comes, and answers everybody with the same HTTP text. */
final class Canary implements AutoCloseable {
    final AtomicInteger connects = new AtomicInteger();
    final List<String> reached = new CopyOnWriteArrayList<>();
    private final List<ServerSocket> sockets = new ArrayList<>();
    private final String answer;

    Canary(String answer, String... addresses) throws IOException {
        this.answer = answer;
        for (String address : addresses) listen(InetAddress.ofLiteral(address));
    }

    int port() {
        return sockets.getFirst().getLocalPort();
    }

    private void listen(InetAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(address, sockets.isEmpty() ? 0 : port()));
        sockets.add(socket);
        Thread.startVirtualThread(() -> accept(socket));
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket guest = socket.accept()) {
                connects.incrementAndGet();
                reached.add(guest.getLocalAddress().getHostAddress());
                guest.getOutputStream().write(answer.getBytes(UTF_8));
                guest.shutdownOutput();
                guest.getInputStream().readAllBytes();
            } catch (IOException gone) {
                // the next one
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket socket : sockets) socket.close();
    }
}
