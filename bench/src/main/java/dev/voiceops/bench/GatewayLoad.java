package dev.voiceops.bench;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks the gateway for tool calls as a connector does: an answer that does not come is asked for again under the same tool call id.
 * Any thread.
 */
final class GatewayLoad {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CONFLICT = 409;
    private static final int AGAIN = 503;

    private final URI gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    GatewayLoad(URI gateway) {
        this.gateway = gateway;
    }

    /**
     * One tool call.
     *
     * @param order the business key in its input; no other tool call has it
     * @param twice whether two ask for it at the same time
     */
    record Order(GatewayTenants.Place place, String tool, String order, boolean twice) {
        boolean acts() {
            return tool.equals(GatewayTenants.WRITE);
        }

        String toolCallId() {
            return "call_" + order;
        }
    }

    /**
     * What was told of it.
     *
     * @param outcomes one for each answer; none where it was only told that it runs
     * @param nanos of the first answer, when it came at the first try; else 0
     */
    record Told(Order order, List<ToolOutcome.Status> outcomes, long nanos) {}

    /** Tool calls that were asked and not yet answered. */
    int underWay() {
        return underWay.get();
    }

    /** Tool calls that were answered. */
    int answered() {
        return answered.get();
    }

    /** Asks for all of them, so many at a time; returns when all are answered. */
    List<Told> run(List<Order> orders, int atOnce) throws InterruptedException, ExecutionException {
        Semaphore places = new Semaphore(atOnce);
        List<Future<Told>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Order order : orders) {
                places.acquire();
                asked.add(threads.submit(() -> {
                    try {
                        return ask(order, threads);
                    } finally {
                        places.release();
                    }
                }));
            }
            List<Told> told = new ArrayList<>();
            for (Future<Told> one : asked) told.add(one.get());
            return told;
        }
    }

    private Told ask(Order order, ExecutorService threads) throws Exception {
        underWay.incrementAndGet();
        try {
            Queue<ToolOutcome.Status> outcomes = new ConcurrentLinkedQueue<>();
            Future<Long> second = order.twice() ? threads.submit(() -> once(order, outcomes)) : null;
            long nanos = once(order, outcomes);
            if (second != null) second.get();
            return new Told(order, List.copyOf(outcomes), nanos);
        } finally {
            underWay.decrementAndGet();
            answered.incrementAndGet();
        }
    }

    private long once(Order order, Queue<ToolOutcome.Status> outcomes) throws Exception {
        HttpRequest request = request(order);
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (int tries = 1; ; tries++) {
            long begun = System.nanoTime();
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                long nanos = System.nanoTime() - begun;
                if (answer.statusCode() == CONFLICT) return 0; // it runs, or was left behind by a process that is gone
                if (answer.statusCode() == AGAIN) throw new IOException("the gateway asks to try again in a moment");
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(
                            "the gateway answered " + answer.statusCode() + " " + answer.body());
                }
                outcomes.add(Json.read(answer.body(), ToolOutcome.class).status());
                return tries == 1 ? nanos : 0;
            } catch (IOException gone) {
                if (System.nanoTime() > until) throw gone;
                Thread.sleep(100);
            }
        }
    }

    private HttpRequest request(Order order) {
        String trace = order.place().call().toString().replace("-", "");
        ToolExecute body = new ToolExecute(
                order.place().call().value(),
                Json.mapper().valueToTree(Map.of("order_id", order.order())),
                trace,
                order.toolCallId());
        return HttpRequest.newBuilder(
                        gateway.resolve("/internal/automation/tools/by-name/" + order.tool() + "/execute"))
                .header("Authorization", "Bearer " + GatewayProcess.TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build();
    }
}
