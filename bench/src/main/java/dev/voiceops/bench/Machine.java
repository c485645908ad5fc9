package dev.voiceops.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on, and how busy it was. Stateless. */
final class Machine {
    private Machine() {}

    /** Prints processors, Java, load and CPU pressure; what the system doesn't tell is left out. */
    static void print(PrintWriter out) {
        out.printf(
                "machine: %s, %d processors, Java %s%n",
                cpu(), Runtime.getRuntime().availableProcessors(), Runtime.version());
        out.printf(
                "load: %s | cpu pressure: %s%n",
                read("/proc/loadavg").strip(),
                read("/proc/pressure/cpu").lines().findFirst().orElse("unknown"));
    }

    private static String cpu() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse(System.getProperty("os.arch"));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException notLinux) {
            return "";
        }
    }
}
