package dev.voiceops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.contracts.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the gateway and the automation, passes requests on, and spoils some of them when it is told to. Which ones
 * follows from a seed and the order in which they come. Any thread.
 */
final class FaultProxy implements AutoCloseable {
    private static final Set<String> PASSED = Set.of("authorization", "content-type", "idempotency-key");
    private static final Duration OVERTAKING = Duration.ofMillis(200);
    private static final int BACKLOG = 1_024;

    private final URI automation;
    private final Duration limit;
    private final Random random;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();
    private final Map<String, Long> quiet = new ConcurrentHashMap<>();
    private final Map<Mishap, Integer> mishaps = new EnumMap<>(Mishap.class);
    private final AtomicLong passed = new AtomicLong();
    private volatile boolean spoiling;

    /** @param limit how long the gateway waits for an answer at most */
    FaultProxy(URI automation, Duration limit, long seed) throws IOException {
        this.automation = automation;
        this.limit = limit;
        this.random = new Random(seed);
        this.door = new ServerSocket();
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        threads.submit(this::listen);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Begins to spoil, or ceases. */
    void spoil(boolean wanted) {
        spoiling = wanted;
    }

    /** How often the gateway sent a request with this business key. */
    int arrivals(String businessKey) {
        return arrivals.getOrDefault(businessKey, 0);
    }

    /** How long an exchange took that nothing befell, from the whole request to the written answer, ns. */
    OptionalLong quietNanos(String businessKey) {
        Long nanos = quiet.get(businessKey);
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** How often each thing happened. */
    Map<Mishap, Integer> mishaps() {
        synchronized (mishaps) {
            return new EnumMap<>(mishaps);
        }
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                threads.submit(() -> serve(socket));
            } catch (IOException closed) {
                // seen above
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            socket.setTcpNoDelay(true);
            for (Exchange.Asked asked = Exchange.read(in); asked != null; asked = Exchange.read(in)) {
                exchange(socket, asked);
            }
        } catch (IOException gone) {
            // the gateway has given up, or was given up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void exchange(Socket socket, Exchange.Asked asked) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String key = Json.tree(asked.body()).path("order_id").asString();
        boolean first = arrivals.merge(key, 1, Integer::sum) == 1;
        Mishap mishap = next();
        switch (mishap) {
            case NONE -> {
                write(socket, pass(asked));
                if (first) quiet.put(key, System.nanoTime() - begun);
            }
            case SLOW -> {
                Thread.sleep(limit.toMillis() / 5);
                write(socket, pass(asked));
            }
            case OVERTAKEN -> {
                awaitAnother(passed.get());
                write(socket, pass(asked));
            }
            case TWICE -> {
                threads.submit(() -> pass(asked));
                write(socket, pass(asked));
            }
            case ECHO -> {
                write(socket, pass(asked));
                threads.submit(() -> {
                    Thread.sleep(2 * limit.toMillis());
                    return pass(asked);
                });
            }
            case LATE_REQUEST -> {
                Thread.sleep(limit.plusMillis(200));
                write(socket, pass(asked));
            }
            case LATE_ANSWER -> {
                byte[] answer = pass(asked);
                Thread.sleep(limit.plusMillis(200));
                write(socket, answer);
            }
            case RESET_BEFORE -> reset(socket);
            case RESET_AFTER -> {
                pass(asked);
                reset(socket);
            }
            case CUT -> {
                byte[] answer = pass(asked);
                write(socket, Arrays.copyOf(answer, answer.length - 5));
                socket.close();
            }
            case BROKEN_AFTER -> {
                pass(asked);
                write(socket, told(500, "{\"message\":\"Error in workflow\"}"));
            }
            case EMPTY_AFTER -> {
                pass(asked);
                write(socket, told(200, ""));
            }
            case UNAVAILABLE -> write(socket, told(503, "{\"message\":\"no\"}"));
        }
    }

    private Mishap next() {
        synchronized (mishaps) {
            Mishap mishap = spoiling ? Mishap.any(random) : Mishap.NONE;
            mishaps.merge(mishap, 1, Integer::sum);
            return mishap;
        }
    }

    private byte[] pass(Exchange.Asked asked) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(automation.resolve(asked.target()))
                .method(asked.method(), BodyPublishers.ofString(asked.body()));
        asked.headers().forEach((name, value) -> {
            if (PASSED.contains(name)) request.header(name, value);
        });
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        synchronized (passed) {
            passed.incrementAndGet();
            passed.notifyAll();
        }
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (name.startsWith("x-n8n") || name.equals("content-type")) headers.put(name, values.getFirst());
        });
        return Exchange.answer(answer.statusCode(), headers, answer.body());
    }

    /** Until some other request was passed on, but not for ever: it may be the only one. */
    private void awaitAnother(long before) throws InterruptedException {
        long until = System.nanoTime() + OVERTAKING.toNanos();
        synchronized (passed) {
            while (passed.get() == before) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) return;
                passed.wait(left);
            }
        }
    }

    private static byte[] told(int status, String body) {
        return Exchange.answer(status, Map.of("content-type", "application/json; charset=utf-8"), body.getBytes(UTF_8));
    }

    private static void write(Socket socket, byte[] answer) throws IOException {
        socket.getOutputStream().write(answer);
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
        threads.close();
        http.shutdownNow();
    }
}
