package dev.voiceops.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whole calls through the whole product: what they cost, and how quick it is at the caller's ear. */
final class PlatformBench {
    /** New calls in a second at most, so that a round measures calls and not one burst of setups. */
    private static final int CALLS_A_SECOND = 20;

    /** When memory is looked at: the calls are all up, and none is over. */
    private static final long MIDST_MS = 12_000;

    private static final long IDLE_MS = 5_000;

    private final PrintWriter out;
    private final Plan plan;

    /**
     * @param calls concurrent calls of each round
     * @param warmUp calls of a first round that is not counted
     */
    record Plan(List<Integer> calls, int warmUp, String scenario, Pace pace) {}

    /** What the process of the roles holds, KiB; the heap after a collection. */
    private record Held(long rssKib, long heapKib) {}

    /** What a round cost, ms of CPU. */
    private record Cost(long rolesMs, long postgresMs) {}

    PlatformBench(PrintWriter out, Plan plan) {
        this.out = out;
        this.plan = plan;
    }

    void run() throws IOException, InterruptedException, ExecutionException {
        int capacity = 2 * Math.max(plan.warmUp, Collections.max(plan.calls)) + 10;
        try (var platform = Platform.start(plan.pace, capacity)) {
            idle(platform);
            if (plan.warmUp > 0) {
                round(platform, plan.warmUp, MIDST_MS);
                out.printf("platform: warmed up with %d calls, not counted%n", plan.warmUp);
            }
            for (int calls : plan.calls) measure(platform, calls);
        }
    }

    private void idle(Platform platform) throws IOException, InterruptedException {
        long postgres = platform.postgres();
        Thread.sleep(IDLE_MS);
        long before = Processes.cpuMs(platform.pid());
        Thread.sleep(IDLE_MS);
        long idle = Processes.cpuMs(platform.pid()) - before;
        out.printf(
                Locale.ROOT,
                "platform start-up: %d ms to ready (first start, database made); idle: roles RSS %d MiB, Postgres PSS %d MiB,"
                        + " roles CPU %.1f ms/s%n",
                platform.readyMs(),
                Processes.rssKib(platform.pid()) >> 10,
                Processes.familyPssKib(postgres) >> 10,
                idle * 1000.0 / IDLE_MS);
    }

    private record Round(List<Caller.Seen> calls, Held midst, long gcMs) {}

    private void measure(Platform platform, int calls) throws IOException, InterruptedException, ExecutionException {
        Held before = held(platform);
        long cpuBefore = Processes.cpuMs(platform.pid());
        long postgresBefore = Processes.familyCpuMs(platform.postgres());
        Round round = round(platform, calls, MIDST_MS + 1000L * calls / CALLS_A_SECOND);
        long cpu = Processes.cpuMs(platform.pid()) - cpuBefore - round.gcMs;
        long postgres = Processes.familyCpuMs(platform.postgres()) - postgresBefore;
        print(round, calls, before, new Cost(cpu, postgres));
        var sids = round.calls.stream().map(Caller.Seen::callSid).collect(Collectors.toSet());
        out.println("  decision to first audio sent (ledger, turns without tools): "
                + new Spread(new Ledger(platform).decisionToAudio(sids)).ms());
    }

    private void print(Round round, int calls, Held before, Cost cost) {
        double seconds = round.calls.stream().mapToLong(Caller.Seen::durationMs).sum() / 1000.0;
        long good = round.calls.stream().filter(Caller.Seen::asScripted).count();
        out.printf(
                Locale.ROOT,
                "platform, %d concurrent '%s' calls, vendors %s: %d as scripted, %.0f call-seconds%n",
                calls,
                plan.scenario,
                plan.pace.name().toLowerCase(Locale.ROOT),
                good,
                seconds);
        out.printf(
                Locale.ROOT,
                "  CPU: roles %.2f ms per call-second, Postgres %.2f%n",
                cost.rolesMs / seconds,
                cost.postgresMs / seconds);
        out.printf(
                Locale.ROOT,
                "  memory per live call: RSS %d KiB, live heap after GC %d KiB (roles RSS %d -> %d MiB)%n",
                (round.midst.rssKib - before.rssKib) / calls,
                (round.midst.heapKib - before.heapKib) / calls,
                before.rssKib >> 10,
                round.midst.rssKib >> 10);
        out.println("  webhook to TwiML: " + spread(round, Caller.Seen::webhooks));
        out.println("  gap at the caller's ear (endpointing included): " + spread(round, Caller.Seen::gaps));
        out.println("  barge-in, first sound to audio taken back: " + spread(round, Caller.Seen::cleared));
    }

    private static String spread(Round round, Function<Caller.Seen, List<Long>> values) {
        return new Spread(round.calls.stream().map(values).flatMap(List::stream).toList()).ms();
    }

    /** Places the calls, looks at memory in their midst and waits until all are over. */
    private Round round(Platform platform, int calls, long midstMs)
            throws IOException, InterruptedException, ExecutionException {
        var caller = new Caller(platform.simulators(), plan.scenario);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            var placed = new ArrayList<Future<Caller.Seen>>();
            for (int i = 0; i < calls; i++) {
                placed.add(threads.submit(caller::call));
                Thread.sleep(1000 / CALLS_A_SECOND);
            }
            Thread.sleep(Math.max(0, midstMs - (System.nanoTime() - start) / 1_000_000));
            long beforeLook = Processes.cpuMs(platform.pid());
            Held midst = held(platform);
            long gcMs = Processes.cpuMs(platform.pid()) - beforeLook;
            var seen = new ArrayList<Caller.Seen>();
            for (var call : placed) seen.add(call.get());
            return new Round(seen, midst, gcMs);
        }
    }

    private static Held held(Platform platform) throws IOException, InterruptedException {
        long heap = platform.heapKib();
        return new Held(Processes.rssKib(platform.pid()), heap);
    }
}
