package dev.voiceops.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whole calls through the whole product: what they cost, and how quick it is at the caller's ear; after each round the same
 * calls through the {@link Peer}, when there is one.
 */
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
     * @param peer whether a peer is measured beside it
     */
    record Plan(List<Integer> calls, int warmUp, String scenario, Pace pace, boolean peer) {}

    /** What the process of the roles holds, KiB, the heap after a collection; and what looking cost it, ms of CPU. */
    private record Held(long rssKib, long heapKib, long lookMs) {}

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
            var peer = plan.peer ? Peer.start(platform.simulators()) : Optional.<Peer>empty();
            if (plan.peer && peer.isEmpty()) out.println("no peer: it needs npm, Node >= 20.19 and the npm registry");
            try {
                for (int calls : plan.calls) {
                    Figures ours = measure(platform, calls);
                    if (peer.isPresent()) compare(peer.get(), platform.simulators(), calls, ours);
                }
            } finally {
                if (peer.isPresent()) peer.get().close();
            }
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

    /** What is set beside a peer's: ms of CPU of a call-second, KiB of a live call, ms at the caller's ear. */
    private record Figures(double cpuMs, double rssKib, Spread gaps, Spread cleared) {}

    private Figures measure(Platform platform, int calls) throws IOException, InterruptedException, ExecutionException {
        Held before = held(platform);
        long cpuBefore = Processes.cpuMs(platform.pid());
        long postgresBefore = Processes.familyCpuMs(platform.postgres());
        var round = round(platform, calls, MIDST_MS + 1000L * calls / CALLS_A_SECOND);
        long cpu = Processes.cpuMs(platform.pid()) - cpuBefore - round.midst.lookMs;
        long postgres = Processes.familyCpuMs(platform.postgres()) - postgresBefore;
        double seconds = round.seconds();
        long rss = round.midst.rssKib - before.rssKib;
        out.printf(
                Locale.ROOT,
                "platform, %d concurrent '%s' calls, vendors %s: %d as scripted, %.0f call-seconds%n",
                calls,
                plan.scenario,
                plan.pace.name().toLowerCase(Locale.ROOT),
                round.asScripted(),
                seconds);
        out.printf(
                Locale.ROOT,
                "  CPU: roles %.2f ms per call-second, Postgres %.2f%n",
                cpu / seconds,
                postgres / seconds);
        out.printf(
                Locale.ROOT,
                "  memory per live call: RSS %d KiB, live heap after GC %d KiB (roles RSS %d -> %d MiB)%n",
                rss / calls,
                (round.midst.heapKib - before.heapKib) / calls,
                before.rssKib >> 10,
                round.midst.rssKib >> 10);
        out.println("  webhook to TwiML: " + round.spread(Caller.Seen::webhooks).ms());
        Figures figures = ear(round, cpu / seconds, (double) rss / calls);
        var sids = round.calls.stream().map(Caller.Seen::callSid).collect(Collectors.toSet());
        out.println("  decision to first audio sent (ledger, turns without tools): "
                + new Spread(new Ledger(platform).decisionToAudio(sids)).ms());
        return figures;
    }

    /** The same calls through the peer, and how many times as much the platform needs. */
    private void compare(Peer peer, String simulators, int calls, Figures ours)
            throws IOException, InterruptedException, ExecutionException {
        long rssBefore = Processes.rssKib(peer.pid());
        long cpuBefore = Processes.cpuMs(peer.pid());
        var caller = new Caller(simulators, plan.scenario, peer.webhook());
        var round = place(caller, calls, MIDST_MS + 1000L * calls / CALLS_A_SECOND, () -> Processes.rssKib(peer.pid()));
        double cpu = (Processes.cpuMs(peer.pid()) - cpuBefore) / round.seconds();
        double rss = (double) (round.midst - rssBefore) / calls;
        out.printf(
                Locale.ROOT,
                "peer (a bare bridge in Node), the same calls: %d as scripted, CPU %.2f ms per call-second, RSS %.0f KiB a call%n",
                round.asScripted(),
                cpu,
                rss);
        Figures theirs = ear(round, cpu, rss);
        out.printf(
                Locale.ROOT,
                "platform / peer: CPU %.2f, memory %.2f, gap p50 %.2f and p99 %.2f, barge-in p50 %.2f%n",
                ours.cpuMs / theirs.cpuMs,
                ours.rssKib / theirs.rssKib,
                ours.gaps.ratio(theirs.gaps, 0.50),
                ours.gaps.ratio(theirs.gaps, 0.99),
                ours.cleared.ratio(theirs.cleared, 0.50));
    }

    /** Prints what the callers noticed. */
    private Figures ear(Round<?> round, double cpuMs, double rssKib) {
        Spread gaps = round.spread(Caller.Seen::gaps);
        Spread cleared = round.spread(Caller.Seen::cleared);
        out.println("  gap at the caller's ear (endpointing included): " + gaps.ms());
        out.println("  barge-in, first sound to audio taken back: " + cleared.ms());
        return new Figures(cpuMs, rssKib, gaps, cleared);
    }

    /** Calls that are over, and what was seen in their midst. */
    private record Round<T>(List<Caller.Seen> calls, T midst) {
        double seconds() {
            return calls.stream().mapToLong(Caller.Seen::durationMs).sum() / 1000.0;
        }

        long asScripted() {
            return calls.stream().filter(Caller.Seen::asScripted).count();
        }

        Spread spread(Function<Caller.Seen, List<Long>> values) {
            return new Spread(calls.stream().map(values).flatMap(List::stream).toList());
        }
    }

    private Round<Held> round(Platform platform, int calls, long midstMs)
            throws IOException, InterruptedException, ExecutionException {
        return place(new Caller(platform.simulators(), plan.scenario, ""), calls, midstMs, () -> held(platform));
    }

    private interface Look<T> {
        T look() throws IOException, InterruptedException;
    }

    /** Places the calls, takes a look in their midst and waits until all are over. */
    private static <T> Round<T> place(Caller caller, int calls, long midstMs, Look<T> look)
            throws IOException, InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            var placed = new ArrayList<Future<Caller.Seen>>();
            for (int i = 0; i < calls; i++) {
                placed.add(threads.submit(caller::call));
                Thread.sleep(1000 / CALLS_A_SECOND);
            }
            Thread.sleep(Math.max(0, midstMs - (System.nanoTime() - start) / 1_000_000));
            T midst = look.look();
            var seen = new ArrayList<Caller.Seen>();
            for (var call : placed) seen.add(call.get());
            return new Round<>(seen, midst);
        }
    }

    private static Held held(Platform platform) throws IOException, InterruptedException {
        long before = Processes.cpuMs(platform.pid());
        long heap = platform.heapKib();
        return new Held(Processes.rssKib(platform.pid()), heap, Processes.cpuMs(platform.pid()) - before);
    }
}
