package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Settings;
import dev.voiceops.vendors.TtsOptions;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.rime.RimeConfig;
import dev.voiceops.vendors.rime.RimeProbe;
import dev.voiceops.vendors.wire.Wire;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a voice vendor speak one sentence and prints how long that took. */
@Command(
        name = "tts-probe",
        description =
                "Have a voice vendor speak one sentence and print times; without a key the simulated one answers.")
final class TtsProbeCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Parameters(index = "0", defaultValue = "rime", description = "Vendor: rime.")
    private String vendor = "rime";

    @Option(names = "--text", defaultValue = "Hello, this is a test of the voice.", description = "What to say.")
    private String text = "";

    @Option(names = "--model", defaultValue = "coda", description = "Rime model (default: coda).")
    private String model = "coda";

    @Option(names = "--speaker", defaultValue = "astra", description = "Rime speaker (default: astra).")
    private String speaker = "astra";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!vendor.equals("rime")) {
            throw new ParameterException(spec.commandLine(), "There is no probe for '" + vendor + "'; there is: rime");
        }
        Config config = settings.load();
        VendorPlan plan = VendorPlan.of(config, new LocalSecrets(config));
        if (!plan.rime().simulated()) {
            return probe(
                    RimeConfig.of(
                            plan.rime().url(),
                            plan.rimeHttp(),
                            plan.rime().key().reveal()),
                    "Rime");
        }
        try (Simulation simulation = Simulation.start(config.with(Settings.SIMULATOR_PORT, 0), plan)) {
            simulation.awaitSpeech();
            URI http = URI.create(simulation.url() + "/rime");
            URI sockets = URI.create(http.toString().replaceFirst("http", "ws"));
            return probe(RimeConfig.of(sockets, http, plan.rime().key().reveal()), "the simulated Rime");
        }
    }

    private int probe(RimeConfig rime, String who) {
        PrintWriter out = spec.commandLine().getOut();
        try (Wire wire = Wire.open()) {
            RimeProbe.Spoken spoken = new RimeProbe(wire, rime).speak(new TtsOptions(model, speaker, "en"), text);
            out.printf(
                    "%s, %s/%s: first byte after %d ms, all after %d ms, %d ms of audio%n",
                    who, model, speaker, spoken.firstByteMs(), spoken.totalMs(), spoken.durationMs());
            return spoken.durationMs() > 0 ? 0 : 1;
        } catch (VendorException e) {
            out.println(who + " refused: " + e.getMessage());
            return 1;
        } finally {
            out.flush();
        }
    }
}
