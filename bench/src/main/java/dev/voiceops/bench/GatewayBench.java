package dev.voiceops.bench;

import dev.voiceops.store.CallId;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.testing.Specimen;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tool executions through the real gateway, first quietly, to see what it costs, then with a proxy behind it that spoils a third of
 * the requests while its process is killed and started again. In the end three witnesses are compared. One thread.
 */
final class GatewayBench {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration SWEEPING = Duration.ofMinutes(2);
    private static final Reason SWEEP = new Reason("end what killed gateways left behind");
    private static final int TENANTS = 8;
    private static final int READS_IN_TEN = 2;
    private static final int TWICE_IN_TWENTY = 1;

    private final PrintWriter out;
    private final Plan plan;
    private final Random random;

    /**
     * @param executions tool calls of all rounds together
     * @param kills how often the gateway's process is killed in the last round
     * @param atOnce tool calls under way at a time
     */
    record Plan(int executions, int kills, int atOnce, long seed) {
        private int warmUp() {
            return Math.min(1_000, executions / 10);
        }

        private int alone() {
            return Math.min(1_000, executions / 20);
        }

        private int quiet() {
            return Math.min(10_000, executions / 5);
        }

        private int spoilt() {
            return executions - warmUp() - alone() - quiet();
        }
    }

    /**
     * Where the gateway keeps its records.
     *
     * @param url of the same database; its key is 32 zero bytes
     * @param postgres first process of the server; 0: unknown
     * @param home for logs
     */
    record Ground(Db db, Secret url, long postgres, Path home) {}

    /** @param killedUnderWay tool calls that were under way whenever the gateway was killed */
    record Result(GatewayFindings findings, Map<Mishap, Integer> mishaps, int killedUnderWay) {}

    GatewayBench(PrintWriter out, Plan plan) {
        this.out = out;
        this.plan = plan;
        this.random = new Random(plan.seed);
    }

    Result run(Ground ground) throws Exception {
        try (CountingN8n n8n = new CountingN8n();
                FaultProxy proxy = new FaultProxy(n8n.url(), LIMIT, plan.seed);
                GatewayProcess gateway = new GatewayProcess(ground.home, ground.url, proxy.port())) {
            URI automation = URI.create("http://127.0.0.1:" + proxy.port());
            GatewayTenants tenants = new GatewayTenants(ground.db, TENANTS, automation, LIMIT);
            GatewayLoad load = new GatewayLoad(gateway.url());
            List<GatewayLoad.Told> told = new ArrayList<>(load.run(orders(tenants, plan.warmUp()), plan.atOnce));
            told.addAll(quietly(proxy, load.run(orders(tenants, plan.alone()), 1), "one at a time"));
            long gatewayBefore = Processes.cpuMs(gateway.pid());
            long postgresBefore = Processes.familyCpuMs(ground.postgres);
            List<GatewayLoad.Told> quiet = load.run(orders(tenants, plan.quiet()), plan.atOnce);
            long gatewayMs = Processes.cpuMs(gateway.pid()) - gatewayBefore;
            long postgresMs = Processes.familyCpuMs(ground.postgres) - postgresBefore;
            told.addAll(quietly(proxy, quiet, plan.atOnce + " at a time"));
            cost(gatewayMs, postgresMs, quiet.size());
            proxy.spoil(true);
            Killing killing = new Killing(gateway, load, plan);
            told.addAll(killing.during(() -> load.run(orders(tenants, plan.spoilt()), plan.atOnce)));
            gateway.stop();
            sweep(ground.db, tenants);
            GatewayFindings findings = GatewayFindings.of(witnessed(ground.db, told, n8n, proxy));
            Result result = new Result(findings, proxy.mishaps(), killing.underWay());
            print(result);
            return result;
        }
    }

    private List<GatewayLoad.Order> orders(GatewayTenants tenants, int count) {
        List<GatewayLoad.Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String tool = random.nextInt(10) < READS_IN_TEN ? GatewayTenants.READ : GatewayTenants.WRITE;
            String key = Long.toUnsignedString(random.nextLong(), 36);
            orders.add(new GatewayLoad.Order(tenants.next(), tool, key, random.nextInt(20) < TWICE_IN_TWENTY));
        }
        return orders;
    }

    private List<GatewayLoad.Told> quietly(FaultProxy proxy, List<GatewayLoad.Told> told, String how) {
        List<Long> overhead = new ArrayList<>();
        for (GatewayLoad.Told one : told) {
            if (one.nanos() == 0 || one.order().twice()) continue;
            proxy.quietNanos(one.order().order()).ifPresent(exchange -> overhead.add((one.nanos() - exchange) / 1_000));
        }
        out.println("gateway overhead (whole request minus the automation's part), " + how + ": "
                + new Spread(overhead).fineMs());
        return told;
    }

    private void cost(long gatewayMs, long postgresMs, int executions) {
        out.printf(
                Locale.ROOT,
                "gateway CPU per execution: %.2f ms, Postgres %.2f ms (n %d)%n",
                (double) gatewayMs / executions,
                (double) postgresMs / executions,
                executions);
    }

    /** The worker's sweep, until nothing runs any more: executions of killed processes come due after their limit and a while. */
    private static void sweep(Db db, GatewayTenants tenants) throws InterruptedException {
        long until = System.nanoTime() + SWEEPING.toNanos();
        while (running(db, tenants)) {
            if (System.nanoTime() > until) throw new IllegalStateException("executions run on after their deadline");
            Thread.sleep(200);
            db.platform(SWEEP, Specimen.TESTER, tx -> ToolExecutions.endLeftBehind(tx, 1_000));
        }
    }

    private static boolean running(Db db, GatewayTenants tenants) {
        var running = new ToolExecutions.Filter(null, null, ToolExecution.Status.RUNNING, false, null);
        return tenants.ids().stream()
                .anyMatch(tenant -> !db.tenant(tenant, Specimen.TESTER, tx -> ToolExecutions.list(tx, running, 1))
                        .isEmpty());
    }

    private static List<GatewayFindings.Witnessed> witnessed(
            Db db, List<GatewayLoad.Told> told, CountingN8n n8n, FaultProxy proxy) {
        Map<CallId, Map<String, ToolExecution>> records = new HashMap<>();
        return told.stream()
                .map(one -> {
                    GatewayTenants.Place place = one.order().place();
                    Map<String, ToolExecution> ofCall =
                            records.computeIfAbsent(place.call(), call -> ofCall(db, place.tenant(), call));
                    String key = one.order().order();
                    return new GatewayFindings.Witnessed(
                            one, ofCall.get(one.order().toolCallId()), n8n.effects(key), proxy.arrivals(key));
                })
                .toList();
    }

    private static Map<String, ToolExecution> ofCall(Db db, TenantId tenant, CallId call) {
        Map<String, ToolExecution> records = new HashMap<>();
        db.tenant(tenant, Specimen.TESTER, tx -> ToolExecutions.ofCall(tx, call))
                .forEach(execution -> records.put(execution.toolCallId(), execution));
        return records;
    }

    private void print(Result result) {
        GatewayFindings found = result.findings;
        out.println("executions: " + found.executions() + ", of which asked for in the storm " + plan.spoilt()
                + "; gateway killed " + plan.kills + " times with " + result.killedUnderWay + " under way");
        out.println("what befell the requests: " + result.mishaps);
        out.println("outcomes: " + found.outcomes());
        out.println("effects: " + found.effects() + "; twice: " + found.twice().size() + "; lost: "
                + found.lost().size());
        out.println("sent again though it changes something: "
                + found.sentAgain().size() + "; told otherwise than recorded: "
                + found.contradicted().size());
        for (String order : found.lost()) out.println("  lost: " + order);
        for (String order : found.contradicted()) out.println("  told otherwise: " + order);
    }

    /** Kills the gateway while others ask it, whenever another part of them is answered. */
    private static final class Killing {
        private final GatewayProcess gateway;
        private final GatewayLoad load;
        private final Plan plan;
        private int underWay;

        Killing(GatewayProcess gateway, GatewayLoad load, Plan plan) {
            this.gateway = gateway;
            this.load = load;
            this.plan = plan;
        }

        int underWay() {
            return underWay;
        }

        List<GatewayLoad.Told> during(java.util.concurrent.Callable<List<GatewayLoad.Told>> asking) throws Exception {
            try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<List<GatewayLoad.Told>> told = thread.submit(asking);
                int before = load.answered();
                for (int kill = 1; kill <= plan.kills; kill++) {
                    int due = before + (int) ((long) plan.spoilt() * kill / (plan.kills + 1));
                    while (load.answered() < due && !told.isDone()) Thread.sleep(5);
                    if (told.isDone()) break;
                    underWay += load.underWay();
                    gateway.kill();
                    gateway.restart();
                }
                return told.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the load broke off", e);
            }
        }
    }
}
