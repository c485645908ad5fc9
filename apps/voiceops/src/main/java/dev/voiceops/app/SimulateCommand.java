package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Places a simulated call on a platform that is up. */
@Command(
        name = "simulate",
        description =
                "Place a simulated phone call on the platform that is up; exit code 0 only if it went as scripted.")
final class SimulateCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(
            names = "--scenario",
            defaultValue = "demo",
            description = "Which caller; GET /control/scenarios of the simulators lists them.")
    private String scenario = "demo";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Config config = settings.load();
        PrintWriter out = spec.commandLine().getOut();
        URI simulators = URI.create("http://127.0.0.1:" + config.get(Settings.SIMULATOR_PORT));
        JsonNode report = new SimulatedCall(simulators).follow(scenario, new Conversation(out)::print);
        boolean good = report.path("as_scripted").asBoolean();
        out.println(good ? "As scripted." : "Not as scripted:");
        CallOutcome.unmet(report).forEach(line -> out.println("  - " + line));
        out.flush();
        return good ? 0 : 1;
    }
}
