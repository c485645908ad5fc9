package dev.voiceops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Playwright with the Chromium of this machine; it runs the specs in {@code web/e2e}. One thread.
 *
 * @param node the program
 * @param chromium the program
 */
record Browser(Path node, Path chromium) {
    private static final Path WEB = Path.of("..", "web").toAbsolutePath().normalize();
    private static final Path PLAYWRIGHT = WEB.resolve("node_modules/@playwright/test/cli.js");
    private static final List<String> CHROMIUMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final int LAST_LINES = 60;

    /** What this machine has. Where something is missing the test is skipped and says what; under {@code CI=true} it fails. */
    static Browser ofThisMachine() {
        Optional<Path> node = program("node");
        if (node.isEmpty()) {
            return without("node (20.19 or newer) is not on the PATH");
        }
        if (!Files.exists(PLAYWRIGHT)) {
            return without(PLAYWRIGHT + " is missing: the build installs it where npm is on the PATH");
        }
        Optional<Path> chromium = Optional.ofNullable(System.getenv("CHROMIUM"))
                .map(Path::of)
                .or(() -> CHROMIUMS.stream()
                        .flatMap(name -> program(name).stream())
                        .findFirst());
        if (chromium.isEmpty()) {
            return without("no Chromium: none of " + CHROMIUMS + " is on the PATH, and CHROMIUM is not set");
        }
        return new Browser(node.get(), chromium.get());
    }

    private static Browser without(String what) {
        String reason = "The browser tests need something this machine does not have: " + what;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(reason);
        }
        return Assumptions.abort(reason);
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs one spec to its end and fails with the last lines of its report. Screenshots lie in {@code
     * target/screenshots}, traces of what failed in {@code target/playwright}.
     */
    void passes(String spec, Map<String, String> environment) throws IOException, InterruptedException {
        Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
        Path report = target.resolve(spec + ".log");
        ProcessBuilder playwright = new ProcessBuilder(node.toString(), PLAYWRIGHT.toString(), "test", spec)
                .directory(WEB.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile());
        playwright.environment().putAll(environment);
        playwright
                .environment()
                .putAll(Map.of(
                        "CHROMIUM", chromium.toString(),
                        "PLAYWRIGHT_OUTPUT", target.resolve("playwright").toString(),
                        "SCREENSHOTS", target.resolve("screenshots").toString()));
        int status = playwright.start().waitFor();
        assertThat(status)
                .as(() -> spec + " in " + chromium + ":\n" + tail(report))
                .isZero();
    }

    private static String tail(Path report) {
        try {
            List<String> lines = Files.readAllLines(report);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "no report: " + e;
        }
    }
}
