package dev.voiceops.app;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** A server serves until the process is told to stop (Ctrl-C, SIGTERM); it drains and closes before the JVM goes. */
final class Serving {
    private Serving() {}

    /**
     * Sees to the end of {@code server}, whenever it comes, unless it is closed before. What is returned opens when it has closed; whoever waits for it
     * must not do so in another shutdown hook.
     */
    static CountDownLatch closeOnShutdown(Server server, PrintWriter err) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (server.isOpen()) {
                                err.println("voiceops: stopping; live calls may finish first");
                                err.flush();
                                server.close();
                            }
                            stopped.countDown();
                        },
                        "shutdown"));
        return stopped;
    }
}
