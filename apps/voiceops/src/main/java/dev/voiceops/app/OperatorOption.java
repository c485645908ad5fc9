package dev.voiceops.app;

import dev.voiceops.contracts.Json;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the operators' commands share. They work on the database through the code that serves the API, with the settings of the
 * platform (the embedded database of one that is up is joined), and are audited as {@code service:cli:<user of this machine>}.
 */
final class OperatorOption {
    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(names = "--json", description = "Print JSON, also of a refusal.")
    private boolean json;

    /** Who the audit trail names. */
    static Actor actor() {
        String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._-]", "_");
        return Actor.service("cli:" + user.substring(0, Math.min(user.length(), 60)));
    }

    /**
     * Does the work and prints what comes of it.
     *
     * @param told how a person reads the result
     * @return exit code: 0, or 1 when the platform refused
     */
    <R> int run(PrintWriter out, Function<Db, R> work, Function<R, String> told) {
        try (Database database = Databases.join(settings.load())) {
            R result = work.apply(database.db());
            out.println(json ? Json.write(result) : told.apply(result));
            return 0;
        } catch (ProblemException e) {
            if (!json) throw e; // told on the error stream
            out.println(Json.write(e.problem()));
            return 1;
        } finally {
            out.flush();
        }
    }
}
