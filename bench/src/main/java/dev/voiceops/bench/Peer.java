package dev.voiceops.bench;

import dev.voiceops.store.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The peer of the platform: the thinnest phone agent in Node ({@code peer/bridge.mjs}), one process, on the same simulated
 * vendors and for the same callers. It has no tenants, no database, no records and no pacing, so it is a floor: what the
 * platform needs beyond it is the price of being a platform. One thread.
 */
final class Peer implements AutoCloseable {
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "bridge.mjs");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final Process node;
    private final int port;

    private Peer(Path home, Process node, int port) {
        this.home = home;
        this.node = node;
        this.port = port;
    }

    /**
     * Installs the bridge's one package, starts it and returns when it answers.
     *
     * @param simulators their base URL
     * @return empty when this machine has no Node or its registry is out of reach
     */
    static Optional<Peer> start(String simulators) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("voiceops-peer");
        for (String file : FILES) {
            try (InputStream bytes = Peer.class.getResourceAsStream("peer/" + file)) {
                if (bytes == null) throw new IllegalStateException("this build lacks peer/" + file);
                Files.copy(bytes, home.resolve(file));
            }
        }
        int port = FreePorts.some(1).getFirst();
        try {
            if (run(home, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                            .waitFor()
                    != 0) {
                delete(home);
                return Optional.empty();
            }
            Process node = run(home, "node", "bridge.mjs", Integer.toString(port), simulators);
            Runtime.getRuntime().addShutdownHook(new Thread(node::destroyForcibly));
            var peer = new Peer(home, node, port);
            peer.await();
            return Optional.of(peer);
        } catch (IOException noSuchProgram) {
            delete(home);
            return Optional.empty();
        }
    }

    private static Process run(Path home, String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    private void await() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && node.isAlive()) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the peer does not answer; see " + home.resolve("log"));
    }

    /** The one process. */
    long pid() {
        return node.pid();
    }

    /** What Twilio asks when a call comes in. */
    String webhook() {
        return "http://127.0.0.1:" + port + "/twilio/webhook/inbound";
    }

    /** Stops it and removes its files. */
    @Override
    public void close() throws IOException {
        node.destroyForcibly();
        try {
            node.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(home);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
