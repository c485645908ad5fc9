package dev.voiceops.bench;

import dev.voiceops.simulators.Engines;
import dev.voiceops.simulators.SimulatedVendors;
import dev.voiceops.simulators.SimulationConfig;
import dev.voiceops.simulators.twilio.Account;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The vendor simulators alone, in a process of their own, with scripted ears and a humming voice. The product can start
 * them too ({@code up --role=simulators}), but not at 0 ms.
 */
@Command(name = "vendors", hidden = true, description = "Only the simulated vendors; stays until it is killed.")
final class VendorsCommand implements Callable<Integer> {
    /** The account of keyless mode; the token is the one the platform finds in its home. */
    static final String ACCOUNT = "AC00000000000000000000000000000000";

    static final String TOKEN = "bench-twilio-token";

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--control", required = true)
    private String control = "";

    @Option(names = "--pace", required = true)
    private Pace pace = Pace.INSTANT;

    @Override
    public Integer call() throws InterruptedException {
        var config = SimulationConfig.standard(port, control)
                .with(Engines.light())
                .with(pace.simulated)
                .with(new Account(ACCOUNT, TOKEN));
        try (var vendors = SimulatedVendors.start(config)) {
            System.out.println("vendors at " + vendors.url());
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
