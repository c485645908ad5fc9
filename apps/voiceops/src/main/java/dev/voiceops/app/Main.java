package dev.voiceops.app;

import dev.voiceops.app.config.ConfigException;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.StoreException;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The product's command line. Each command is a class of this package; the launcher script calls this one. */
@Command(
        name = "voiceops",
        description = "Voice Agent Ops: create, publish and operate AI phone agents.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            SimulateCommand.class,
            MediaSmokeCommand.class,
            TtsProbeCommand.class,
            ConfigCommand.class,
            MigrateCommand.class,
            RehearseCommand.class,
            AdminCommand.class,
            AuditCommand.class,
            TenantCommand.class,
            AgentCommand.class,
            NumberCommand.class,
            AutomationCommand.class,
            SecretsCommand.class,
            RecordsCommand.class,
            RetentionCommand.class,
            InvariantsCommand.class,
            EvidenceCommand.class,
            SubjectCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Also, through the launcher: test (runs the whole test suite), bench (measures and prints figures),",
            "planted-bugs (shows that the tests kill each bug of a list)."
        })
public final class Main {
    /** Troubles with the database that are a sentence to the operator; the others are faults of ours. */
    private static final Set<StoreException.Code> PLAIN =
            EnumSet.of(StoreException.Code.EMBEDDED, StoreException.Code.UNAVAILABLE);

    private Main() {}

    public static void main(String[] arguments) {
        // Spring Boot must leave logback.xml alone: it is the same for roles that run without Spring.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ConfigException wrong) {
                command.getErr().println("voiceops cannot start with these settings:");
                wrong.faults().forEach(fault -> command.getErr().println("  - " + fault));
                return 2;
            }
            if (failure instanceof StartupException sentence) {
                command.getErr().println("voiceops: " + sentence.getMessage());
                return 3;
            }
            if (failure instanceof StoreException database && PLAIN.contains(database.code())) {
                command.getErr().println("voiceops: " + database.getMessage());
                return 3;
            }
            if (failure instanceof ProblemException refused) {
                command.getErr().println("voiceops: " + Refusals.told(refused.problem()));
                return 1;
            }
            throw failure;
        });
    }
}
