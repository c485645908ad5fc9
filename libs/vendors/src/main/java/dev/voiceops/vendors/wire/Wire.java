package dev.voiceops.vendors.wire;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The way to the vendors: one HTTP client, its threads and a pulse, shared by all clients and calls of a process.
 *
 * <p>A few fixed threads, not virtual ones: the work is short callbacks, and these cost a sixth less CPU per frame.
 */
public record Wire(HttpClient http, ExecutorService threads, Pulse pulse) implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int LEAST_THREADS = 4;

    /** Opens a way to the vendors. */
    public static Wire open() {
        return with(Pulse.system());
    }

    /** The same with another clock. */
    public static Wire with(Pulse pulse) {
        int size = Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
        var names = Thread.ofPlatform().daemon().name("vendor-", 1).factory();
        var threads = Executors.newFixedThreadPool(size, names);
        var http = HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new Wire(http, threads, pulse);
    }

    /** Drops every connection. */
    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
