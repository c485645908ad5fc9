package dev.voiceops.app;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.signin.Newcomer;
import dev.voiceops.control.signin.Passwords;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes administrators. */
@Command(name = "admin", description = "Administrators: create.", mixinStandardHelpOptions = true)
final class AdminCommand {
    private static final Reason REASON = new Reason("make an administrator");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "create",
            description =
                    "Make an administrator. The password is asked for, or read as one line from standard input; it is never an argument, which other processes could see.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "EMAIL", description = "With what the person signs in.") String email,
            @Option(names = "--name", required = true, description = "Name for people.") String name) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> make(db, email, name, password()),
                made -> "Administrator " + made.email() + " is made: " + made.id());
    }

    private static Made make(Db db, String email, String name, Secret password) {
        Newcomer newcomer;
        try {
            newcomer = new Newcomer(email, name, password, Role.INTERNAL_ADMIN);
        } catch (ContractViolation e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, e.getMessage());
        }
        Secret hash = new Passwords().hash(password.reveal());
        UserId made = Newcomer.unlessTaken(() -> db.platform(REASON, OperatorOption.actor(), tx -> {
            UserId user = newcomer.join(tx, hash, AuditAction.USER_CREATED);
            Users.claimFirstAdmin(tx, user);
            return user;
        }));
        return new Made(made.toString(), newcomer.email());
    }

    private static Secret password() {
        Console console = Objects.requireNonNull(System.console()); // never null since JDK 22
        if (console.isTerminal()) {
            char[] first = console.readPassword("Password: ");
            char[] again = console.readPassword("Again: ");
            if (first == null || again == null || !String.valueOf(first).equals(String.valueOf(again))) {
                throw new ProblemException(ProblemType.INVALID_REQUEST, "password: the two are not the same");
            }
            return Secret.of(String.valueOf(first));
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return Secret.of(line == null ? "" : line);
        } catch (IOException e) {
            throw new UncheckedIOException("Standard input cannot be read", e);
        }
    }

    /** An administrator as {@code --json} prints it. */
    record Made(String id, String email) {}
}
