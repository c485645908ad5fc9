package dev.voiceops.app;

import dev.voiceops.control.integrations.SecretRotation;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Seals secrets with the newest key. */
@Command(name = "secrets", description = "Secrets at rest: status, rotate.", mixinStandardHelpOptions = true)
final class SecretsCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "rotate",
            description = {
                "Seal every secret with the first key of ENCRYPTION_KEY (or ENCRYPTION_KEYS_FILE), while the platform"
                        + " runs.",
                "Every process must know both keys before: see docs/adr/0010-sealed-secrets.md. May be stopped and"
                        + " started again.",
                "Exit code 1: some values open with none of the keys; they are named and stay as they are."
            },
            mixinStandardHelpOptions = true)
    int rotate(
            @Mixin OperatorOption operator,
            @Option(names = "--batch", defaultValue = "500", description = "Values of one transaction (default: 500).")
                    int batch) {
        PrintWriter out = spec.commandLine().getOut();
        SecretRotation.Report[] report = new SecretRotation.Report[1];
        int code = operator.run(
                out,
                db -> report[0] = new SecretRotation(db, OperatorOption.actor(), Math.clamp(batch, 1, 5_000)).run(),
                done -> done.unreadable().isEmpty()
                        ? "Sealed anew: " + done.sealed() + ", left: " + done.left()
                        : "Sealed anew: " + done.sealed() + ", left: " + done.left() + ", open with no key of ours:\n  "
                                + String.join("\n  ", done.unreadable()));
        return code == 0 && !report[0].unreadable().isEmpty() ? 1 : code;
    }

    @Command(
            name = "status",
            description = "How many secrets wait to be sealed with the first key.",
            mixinStandardHelpOptions = true)
    int status(@Mixin OperatorOption operator) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> new SecretRotation(db, OperatorOption.actor(), 1).outdated(),
                waiting -> "Sealed with another key than the first: " + waiting);
    }
}
