package dev.voiceops.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 that nobody listens on, for servers that start in a moment. They lie below the range from which systems
 * take the ports of outgoing connections (Linux: 32768 and up), so that none of those slips in before the server is there.
 * Any thread.
 */
public final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 500;

    private FreePorts() {}

    /** One such port. */
    public static int one() {
        return some(1).getFirst();
    }

    /**
     * So many different ones.
     *
     * @throws IllegalStateException when none is found in many tries
     */
    public static List<Integer> some(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int tries = 0; held.size() < count; tries++) {
                if (tries == TRIES * count) {
                    throw new IllegalStateException("no free port was found between " + FIRST + " and " + LAST);
                }
                hold(ThreadLocalRandom.current().nextInt(FIRST, LAST), held);
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            held.forEach(FreePorts::giveBack);
        }
    }

    private static void hold(int port, List<ServerSocket> held) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
                held.add(socket);
            } catch (IOException taken) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void giveBack(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
