package dev.voiceops.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./voiceops bench [name]}: runs one benchmark, or all of them, and prints what was measured. */
@Command(
        name = "bench",
        description = "Measures and prints; nothing passes or fails by its figures.",
        mixinStandardHelpOptions = true,
        subcommands = {VendorsCommand.class, GatewayCommand.class})
public final class Main implements Callable<Integer> {
    /** What there is to measure. */
    enum Name {
        ALL,
        CONTROL,
        CORE,
        FRAMES,
        HOPS,
        RECORDS,
        RETENTION,
        PLATFORM
    }

    @Parameters(
            arity = "0..1",
            defaultValue = "all",
            description =
                    "all, core (turn taking), frames (media messages), hops (of a turn, inside), records (reading and"
                            + " writing at size), retention (purge beside live calls), platform (whole calls) or control"
                            + " (sign-in, API, audit chains, secrets).")
    private Name name = Name.ALL;

    @Option(
            names = "--calls",
            split = ",",
            defaultValue = "1,20,100",
            description = "platform: concurrent calls, one round for each number (default: ${DEFAULT-VALUE}).")
    private List<Integer> calls = List.of();

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "platform: calls of the round that is not counted; 0 for none (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--scenario",
            defaultValue = "demo",
            description = "platform: the scenario each caller plays (default: ${DEFAULT-VALUE}).")
    private String scenario = "demo";

    @Option(
            names = "--pace",
            defaultValue = "instant",
            description = "platform: vendors at 0 ms (instant) or like quick cloud vendors (natural).")
    private Pace pace = Pace.INSTANT;

    @Option(
            names = "--peer",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "platform: the same calls through a bare bridge in Node, too, which needs npm; --no-peer leaves it out.")
    private boolean peer = true;

    @Option(
            names = "--events",
            defaultValue = "500000",
            description = "records: events of calls to make up first, 200 to a call (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--tenants",
            defaultValue = "50",
            description = "records: over so many tenants, a few of which have most calls (default: ${DEFAULT-VALUE}).")
    private int tenants;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Machine.print(out);
        if (runs(Name.CORE)) new CoreBench(out).run();
        if (runs(Name.FRAMES)) new FramesBench(out).run();
        if (runs(Name.HOPS)) new HopsBench(out, 200, 10).run();
        if (runs(Name.RECORDS)) new RecordsBench(out, events, tenants).run();
        if (runs(Name.RETENTION)) new RetentionBench(out).run();
        if (runs(Name.PLATFORM))
            new PlatformBench(out, new PlatformBench.Plan(calls, warmUp, scenario, pace, peer)).run();
        if (name == Name.ALL) GatewayCommand.run(out, new GatewayBench.Plan(2_000, 3, 32, 1));
        if (runs(Name.CONTROL)) new ControlBench(out).run();
        Machine.print(out);
        return 0;
    }

    private boolean runs(Name wanted) {
        return name == Name.ALL || name == wanted;
    }
}
