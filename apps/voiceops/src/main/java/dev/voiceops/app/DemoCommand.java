package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Settings;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceToken;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code up} plus one simulated phone call, shown as it happens. */
@Command(
        name = "demo",
        description =
                "Start everything, place one simulated phone call and show it as it happens. Exit code 0 only if it went as scripted.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration READ = Duration.ofSeconds(10);

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(names = "--json", description = "Print one JSON object at the end and leave, instead of the conversation.")
    private boolean json;

    @Option(names = "--scenario", defaultValue = "demo", description = "Which caller (default: demo).")
    private String scenario = "demo";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Config config = settings.load();
        PrintWriter out = spec.commandLine().getOut();
        try (Server server = Server.start(config, EnumSet.allOf(Role.class))) {
            CountDownLatch stopped =
                    Serving.closeOnShutdown(server, spec.commandLine().getErr());
            CallOutcome outcome = phone(config, server, json ? new PrintWriter(PrintWriter.nullWriter()) : out);
            boolean good = outcome.asScripted() && outcome.recording() != null;
            if (json) {
                out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(outcome));
                out.flush();
                return good ? 0 : 1;
            }
            Summary.print(out, outcome);
            Welcome.print(out, config, server, EnumSet.allOf(Role.class));
            FastStart.prepare();
            stopped.await();
            return good ? 0 : 1;
        }
    }

    private CallOutcome phone(Config config, Server server, PrintWriter out) {
        Simulation simulation = server.simulation();
        if (simulation == null || !server.vendors().twilio().simulated()) {
            throw new StartupException(
                    "the demo needs the simulated Twilio: unset TWILIO_AUTH_TOKEN, or call your number with a telephone");
        }
        out.println("Loading the embedded voices and the recogniser...");
        out.flush();
        simulation.awaitSpeech();
        out.println("A simulated caller phones " + DemoTenant.NUMBER + " (simulated: "
                + String.join(", ", server.vendors().simulated()) + ")");
        JsonNode report = new SimulatedCall(simulation.url()).follow(scenario, new Conversation(out)::print);
        return CallOutcome.of(record(config, server, report.path("call_sid").asString()), report);
    }

    /** The call's record, once its last entry has been written. */
    private static JsonNode record(Config config, Server server, String callSid) {
        URI control = URI.create("http://127.0.0.1:" + config.get(Settings.CONTROL_PORT));
        try (ServiceClient client = new ServiceClient(
                new ServiceToken(server.secrets().serviceToken().reveal()))) {
            return new CallRecords(client, control, READ).complete(callSid);
        }
    }
}
