package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts roles and stays until Ctrl-C, then drains and stops. */
@Command(name = "up", description = "Start the platform (all roles, or --role=...) and stay; Ctrl-C drains and stops.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(
            names = "--role",
            paramLabel = "ROLES",
            defaultValue = "all",
            description = "Comma list of roles, or all (default).")
    private String roles = "all";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Config config = settings.load();
        Set<Role> chosen;
        try {
            chosen = Role.parse(roles);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Server server = Server.start(config, chosen);
        CountDownLatch stopped =
                Serving.closeOnShutdown(server, spec.commandLine().getErr());
        Welcome.print(spec.commandLine().getOut(), config, server, chosen);
        FastStart.prepare();
        stopped.await();
        return 0;
    }
}
