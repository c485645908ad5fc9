package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Setting;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints every setting: value in force, default, meaning. Secrets print as redacted. */
@Command(name = "config", description = "Print every setting, its value in force, its default and its meaning.")
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(names = "--env-example", description = "Print a complete settings file with every setting commented out.")
    private boolean example;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (example) {
            out.print(EnvExample.text());
        } else {
            print(settings.load(), out);
        }
        out.flush();
        return 0;
    }

    private static void print(Config config, PrintWriter out) {
        String group = "";
        for (Map.Entry<Setting<?>, String> entry : config.printable().entrySet()) {
            Setting<?> setting = entry.getKey();
            if (!setting.group().equals(group)) {
                group = setting.group();
                out.printf("%n%s%n", group);
            }
            String fallback = setting.fallback();
            out.printf("  %s = %s%n", setting.name(), entry.getValue());
            out.printf("      %s%s%n", setting.meaning(), fallback == null ? "" : " (default " + fallback + ")");
        }
    }
}
