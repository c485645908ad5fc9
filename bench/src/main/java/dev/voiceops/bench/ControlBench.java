package dev.voiceops.bench;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Agent;
import dev.voiceops.store.Agents;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.InboundCall;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/**
 * The control plane over HTTP: signing in, and typical reads and writes of the API, with row-level security on and off in turn.
 *
 * <p>Off, the policies are gone and with them the only predicate on the tenant that most queries have: the database holds one
 * tenant, so that both ways the same rows are found. What both ways pay is the statement that tells the database who asks.
 */
final class ControlBench {
    private static final int THREADS = 4;
    private static final int SIGN_INS = 60;
    private static final int REQUESTS = 400;
    private static final int ROUNDS = 2;
    private static final int CALLS = 1_000;

    private final PrintWriter out;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ControlBench(PrintWriter out) {
        this.out = out;
    }

    void run() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            Map<String, String> settings =
                    Map.of("DATABASE_URL", database.url().reveal(), "VOICEOPS_API_RATE_PER_MINUTE", "1000000");
            try (Platform platform = Platform.start(Pace.INSTANT, 1, settings)) {
                new Asked(platform, database).measure();
            }
        }
        new ProofBench(out).run();
    }

    /** What was asked, and what it cost. */
    private record Series(List<Long> micros, long rolesMs, long postgresMs) {
        Series and(Series more) {
            List<Long> all = new ArrayList<>(micros);
            all.addAll(more.micros);
            return new Series(all, rolesMs + more.rolesMs, postgresMs + more.postgresMs);
        }

        String told() {
            return String.format(
                    Locale.ROOT,
                    "%s; CPU per request: roles %.2f ms, Postgres %.2f ms",
                    new Spread(micros).of("us"),
                    (double) rolesMs / micros.size(),
                    (double) postgresMs / micros.size());
        }
    }

    /** A platform that is asked. */
    private final class Asked {
        private final Platform platform;
        private final TestDatabase database;
        private final String login;
        private final String bearer;
        private final TenantId tenant;
        private final List<String> calls;
        private final List<String> numbers = new ArrayList<>();

        Asked(Platform platform, TestDatabase database) throws IOException, InterruptedException {
            this.platform = platform;
            this.database = database;
            login = Json.write(
                    Map.of("email", "admin@demo.example", "password", platform.secret("demo-admin-password")));
            bearer = "Bearer "
                    + json(post("/auth/login", login)).path("access_token").asString();
            JsonNode demo = json(get("/internal/tenants")).at("/items/0/id");
            tenant = TenantId.parse(demo.asString());
            calls = database.db().tenant(tenant, Actor.service("bench"), this::callsOnRecord);
            for (int i = 0; i < THREADS; i++) {
                String number = Json.write(Map.of("e164", "+1555020000" + i));
                numbers.add(json(post(of("/internal/phone-numbers"), number))
                        .path("id")
                        .asString());
            }
        }

        void measure() throws InterruptedException, ExecutionException {
            IntFunction<HttpRequest> signIn = i -> post("/auth/login", login);
            times(signIn, SIGN_INS / 5);
            out.println("control plane, sign-in with e-mail and password: "
                    + times(signIn, SIGN_INS).told());
            Map<String, IntFunction<HttpRequest>> kinds = new TreeMap<>(Map.of(
                    "read: a call", i -> get(of("/internal/calls/" + calls.get(i % calls.size()))),
                    "read: a page of 50 calls", i -> get(of("/internal/calls?limit=50")),
                    "read: the agents", i -> get(of("/internal/agents")),
                    "write: a number, audited", this::renumbered));
            for (var kind : kinds.entrySet()) compare(kind.getKey(), kind.getValue());
        }

        /** On and off in turn, so that a busy moment of the machine falls on both. */
        private void compare(String what, IntFunction<HttpRequest> request)
                throws InterruptedException, ExecutionException {
            times(request, REQUESTS / 2);
            Series on = new Series(List.of(), 0, 0);
            Series off = on;
            for (int round = 0; round < ROUNDS; round++) {
                on = on.and(times(request, REQUESTS));
                database.rowLevelSecurity(false);
                off = off.and(times(request, REQUESTS));
                database.rowLevelSecurity(true);
            }
            out.println("control plane, " + what);
            out.println("  row-level security on:  " + on.told());
            out.println("  row-level security off: " + off.told());
        }

        private Series times(IntFunction<HttpRequest> request, int count)
                throws InterruptedException, ExecutionException {
            long roles = Processes.cpuMs(platform.pid());
            long postgres = postgresMs(database.server().port());
            List<Long> micros = new ArrayList<>();
            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                List<Callable<List<Long>>> askers = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    int first = thread;
                    askers.add(() -> {
                        List<Long> own = new ArrayList<>();
                        for (int i = first; i < count; i += THREADS) own.add(micros(request.apply(i)));
                        return own;
                    });
                }
                for (Future<List<Long>> asker : threads.invokeAll(askers)) micros.addAll(asker.get());
            }
            return new Series(
                    micros,
                    Processes.cpuMs(platform.pid()) - roles,
                    postgresMs(database.server().port()) - postgres);
        }

        private long micros(HttpRequest request) throws IOException, InterruptedException {
            long start = System.nanoTime();
            int status = http.send(request, BodyHandlers.ofString()).statusCode();
            if (status / 100 != 2) throw new IllegalStateException(request.uri().getPath() + " answered " + status);
            return (System.nanoTime() - start) / 1_000;
        }

        private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(request.uri().getPath() + " answered " + answer.statusCode());
            }
            return Json.tree(answer.body());
        }

        private HttpRequest renumbered(int i) {
            String body = Json.write(Map.of("fallback_number", "+1555030" + (1_000 + i % 1_000)));
            return to(of("/internal/phone-numbers/" + numbers.get(i % THREADS)))
                    .method("PATCH", BodyPublishers.ofString(body))
                    .build();
        }

        private HttpRequest get(String path) {
            return to(path).GET().build();
        }

        private HttpRequest post(String path, String body) {
            return to(path).POST(BodyPublishers.ofString(body)).build();
        }

        @SuppressWarnings("ConstantValue") // asked also to sign in, before there is a bearer
        private HttpRequest.Builder to(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(platform.control() + path))
                    .header("Content-Type", "application/json");
            return path.startsWith("/auth/") ? request : request.header("Authorization", bearer);
        }

        private String of(String path) {
            return path + (path.contains("?") ? "&" : "?") + "tenant_id=" + tenant;
        }

        private List<String> callsOnRecord(TenantTx tx) {
            Agent agent = Agents.list(tx).getFirst();
            List<String> made = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                CallId id = CallId.create();
                String hex = id.toString().replace("-", "");
                made.add(Calls.insertInbound(
                                tx,
                                new InboundCall(
                                        id,
                                        "CA" + hex,
                                        "+15550100101",
                                        "+15550100200",
                                        agent.id(),
                                        java.util.Objects.requireNonNull(agent.liveVersion()),
                                        hex,
                                        true,
                                        Instant.now()))
                        .id()
                        .toString());
            }
            return made;
        }
    }

    /** The server that a test database is on, found by the port in its command line; 0 where the system does not tell. */
    private static long postgresMs(int port) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(Integer.toString(port)))
                .mapToLong(process -> Processes.familyCpuMs(process.pid()))
                .max()
                .orElse(0);
    }
}
