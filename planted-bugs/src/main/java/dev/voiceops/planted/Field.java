package dev.voiceops.planted;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A compiled module into which bugs are planted; the build's own output stays as it is. Any thread. */
final class Field {
    /** A bug may also make the tests run for ever; they take seconds otherwise. */
    private static final long PATIENCE_SECONDS = 180;

    private final Path root;
    private final Path module;
    private final String classpath;

    /** @param root of the repository, compiled; {@code target/test.classpath} of the module holds what its tests need */
    Field(Path root, Path module) throws IOException {
        this.root = root;
        this.module = root.resolve(module);
        this.classpath = String.join(
                File.pathSeparator,
                this.module.resolve("target/classes").toString(),
                this.module.resolve("target/test-classes").toString(),
                Files.readString(this.module.resolve("target/test.classpath")).strip());
    }

    /** What came of a run: {@code killer} is the test that failed, "" if none did. */
    record Verdict(String killer) {
        boolean killed() {
            return !killer.isEmpty();
        }
    }

    /** The tests without any bug. */
    Verdict control(List<String> tests) throws IOException, InterruptedException {
        return run(classpath, tests);
    }

    /** @throws IllegalStateException when the bug does not fit, or does not compile */
    Verdict plant(Bug bug) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("planted-bug");
        try {
            compile(bug, folder);
            return run(folder + File.pathSeparator + classpath, bug.tests());
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void compile(Bug bug, Path folder) throws IOException {
        StringWriter complaints = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        complaints,
                        null,
                        null,
                        List.of("-proc:none", "-nowarn", "-parameters", "-d", folder.toString(), "-cp", classpath),
                        null,
                        List.of(source(bug)))
                .call();
        if (!compiled) {
            throw new IllegalStateException("it does not compile: " + complaints);
        }
    }

    private JavaFileObject source(Bug bug) throws IOException {
        String text = bug.planted(root);
        URI name = root.resolve(bug.file()).toUri();
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private Verdict run(String path, List<String> tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path + File.pathSeparator + System.getProperty("java.class.path"),
                TestRun.class.getName()));
        for (String test : tests) {
            command.add(fullName(test));
        }
        Path said = Files.createTempFile("planted-bug", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(module.toFile())
                    .redirectOutput(said.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Verdict("no end after " + PATIENCE_SECONDS + " s");
            }
            return new Verdict(process.exitValue() == 0 ? "" : lastLine(said));
        } finally {
            Files.delete(said);
        }
    }

    private static String lastLine(Path said) throws IOException {
        List<String> lines = Files.readAllLines(said);
        return lines.isEmpty() ? "the tests did not run" : lines.getLast();
    }

    private String fullName(String test) throws IOException {
        Path classes = module.resolve("target/test-classes");
        try (Stream<Path> tree = Files.walk(classes)) {
            return tree.filter(file -> file.endsWith(test + ".class"))
                    .findFirst()
                    .map(file -> classes.relativize(file).toString())
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .orElseThrow(() -> new IllegalStateException("there is no test class " + test + " in " + module));
        }
    }
}
