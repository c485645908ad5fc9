package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.store.Database;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the schema up to date and ends. */
@Command(name = "migrate", description = "Bring the database (embedded, or DATABASE_URL) to the newest schema.")
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Config config = settings.load();
        int applied = Database.migrate(Databases.settings(config, new LocalSecrets(config)));
        spec.commandLine()
                .getOut()
                .println(applied == 0 ? "The schema is up to date." : "Migrations applied: " + applied);
        return 0;
    }
}
