package dev.voiceops.planted;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./voiceops planted-bugs}: plants each bug of the list and looks whether the tests named with it notice. */
@Command(
        name = "planted-bugs",
        description = "Plants the bugs of planted-bugs/bugs.yaml one at a time; status 0 only if the tests kill each.",
        mixinStandardHelpOptions = true)
public final class PlantedBugs implements Callable<Integer> {
    @Option(names = "--root", hidden = true, defaultValue = ".")
    private Path root = Path.of(".");

    @Parameters(arity = "0..1", defaultValue = "", description = "Only bugs whose name or file contains this text.")
    private String only = "";

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private final Map<Path, Field> fields = new HashMap<>();

    private PlantedBugs() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PlantedBugs()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        root = root.toRealPath();
        List<Bug> bugs = Bug.read(root.resolve("planted-bugs/bugs.yaml")).stream()
                .filter(bug ->
                        bug.name().contains(only) || bug.file().toString().contains(only))
                .toList();
        for (Bug bug : bugs) {
            fields.putIfAbsent(bug.module(), new Field(root, bug.module()));
        }
        if (!testsPassWithoutBugs(bugs)) {
            return 1;
        }
        int killed = 0;
        for (Bug bug : bugs) {
            killed += isKilled(bug) ? 1 : 0;
        }
        out.printf("%d planted bugs, %d killed by the tests%n", bugs.size(), killed);
        return killed == bugs.size() ? 0 : 1;
    }

    private boolean testsPassWithoutBugs(List<Bug> bugs) throws IOException, InterruptedException {
        for (Path module : fields.keySet()) {
            var tests = new TreeSet<String>();
            bugs.stream().filter(bug -> bug.module().equals(module)).forEach(bug -> tests.addAll(bug.tests()));
            Field.Verdict verdict = field(module).control(List.copyOf(tests));
            if (verdict.killed()) {
                out.println("Without any bug the tests of " + module + " fail: " + verdict.killer());
                return false;
            }
        }
        return true;
    }

    private boolean isKilled(Bug bug) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            Field.Verdict verdict = field(bug.module()).plant(bug);
            double seconds = (System.nanoTime() - start) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%s %5.1f s  %s%s%n",
                    verdict.killed() ? "killed  " : "SURVIVED",
                    seconds,
                    bug.name(),
                    verdict.killed() ? "  <- " + verdict.killer() : "  (" + bug.file() + ")");
            return verdict.killed();
        } catch (IllegalStateException useless) {
            out.println("USELESS           " + bug.name() + ": " + useless.getMessage());
            return false;
        }
    }

    private Field field(Path module) {
        return java.util.Objects.requireNonNull(fields.get(module));
    }
}
