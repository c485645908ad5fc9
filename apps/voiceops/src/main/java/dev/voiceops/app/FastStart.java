package dev.voiceops.app;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM's ahead-of-time cache (JEP 483 and 514) of this build, once: a process of lowest priority rehearses a start
 * and a call, and the next start finds its classes linked and its hot methods known. The launcher names the file, and
 * another one when a jar or the JDK changes. Nothing depends on it: whatever goes wrong, the next start is as slow as this.
 */
final class FastStart {
    /** Where the cache belongs; not set when the launcher found it there, or wants none. */
    static final String FILE = "voiceops.fast-start";

    private static final Logger LOG = LoggerFactory.getLogger(FastStart.class);

    private FastStart() {}

    /** Begins, unless there is nothing to do, and returns at once. A rehearsal ends with this process at the latest. */
    static void prepare() {
        String file = System.getProperty(FILE);
        if (file == null || Files.exists(Path.of(file))) {
            return;
        }
        try {
            Process rehearsal = rehearse(Path.of(file));
            Runtime.getRuntime().addShutdownHook(new Thread(rehearsal::destroy, "end-rehearsal"));
        } catch (IOException e) {
            LOG.info("No faster start is prepared: {}", e.getMessage());
        }
    }

    private static Process rehearse(Path file) throws IOException {
        Files.createDirectories(folder(file));
        Path draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        ProcessBuilder child = new ProcessBuilder(command(draft))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        child.environment().keySet().removeIf(name -> name.startsWith("VOICEOPS_") || name.equals("DATABASE_URL"));
        Process process = child.start();
        process.onExit().thenAccept(ended -> keep(ended, draft, file));
        return process;
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static List<String> command(Path draft) {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-D" + FILE) && !option.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.addAll(List.of("-XX:AOTCacheOutput=" + draft, "-Xlog:disable"));
        command.addAll(List.of("-cp", folders(), Main.class.getName(), "rehearse"));
        return command;
    }

    /** The class path as the launcher gives it: JDK 25 crashes while it records a cache with some 200 jars named one by one. */
    private static String folders() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> folder(Path.of(jar)) + File.separator + "*")
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Caches of other builds, and drafts: each has some 100 MB. */
    private static void removeAllBut(Path file) throws IOException {
        try (Stream<Path> others = Files.list(folder(file))) {
            for (Path other :
                    others.filter(other -> !other.equals(file.toAbsolutePath())).toList()) {
                Files.deleteIfExists(other);
            }
        }
    }

    private static void keep(Process ended, Path draft, Path file) {
        try {
            if (ended.exitValue() == 0 && Files.exists(draft)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                LOG.info("The next start of this build will be faster: {}", file);
            } else {
                LOG.info("No faster start was prepared: the rehearsal ended with status {}", ended.exitValue());
            }
            removeAllBut(file);
        } catch (IOException e) {
            LOG.info("No faster start was prepared: {}", e.getMessage());
        }
    }
}
