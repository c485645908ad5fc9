package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Checks the media socket as Twilio uses it: a caller phones, the stream opens, the greeting is heard. */
@Command(
        name = "media-smoke",
        description = "Start the platform, open the media socket as Twilio does, and report what came over it.")
final class MediaSmokeCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(
            names = "--require-tts-outbound",
            arity = "0..1",
            fallbackValue = "true",
            description = "Also fail when the agent is not heard on the socket.")
    private boolean requireVoice;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private boolean opened;
    private long greetingMs = -1;

    @Override
    public Integer call() {
        Config config = settings.load();
        PrintWriter out = spec.commandLine().getOut();
        try (Server server = Server.start(config, EnumSet.allOf(Role.class))) {
            Serving.closeOnShutdown(server, spec.commandLine().getErr());
            Simulation simulation = server.simulation();
            if (simulation == null || !server.vendors().twilio().simulated()) {
                throw new StartupException("this check needs the simulated Twilio: unset TWILIO_AUTH_TOKEN");
            }
            simulation.awaitSpeech();
            new SimulatedCall(simulation.url()).follow("greeting", this::note);
        }
        out.println("media stream opened: " + (opened ? "yes" : "no"));
        out.println(
                "agent heard: " + (greetingMs >= 0 ? "yes, " + greetingMs + " ms after the call was placed" : "no"));
        out.flush();
        return opened && (greetingMs >= 0 || !requireVoice) ? 0 : 1;
    }

    private void note(JsonNode step) {
        switch (step.path("event").asString()) {
            case "stream_started" -> opened = true;
            case "agent_started" ->
                greetingMs = greetingMs < 0 ? step.path("at_ms").asLong() : greetingMs;
            default -> {}
        }
    }
}
