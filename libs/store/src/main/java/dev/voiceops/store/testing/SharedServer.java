package dev.voiceops.store.testing;

import dev.voiceops.store.EmbeddedDatabase;
import dev.voiceops.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/** The one embedded server of this JVM's tests, kept under {@code target} so that the next run finds it made. */
final class SharedServer {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private SharedServer() {}

    static EmbeddedDatabase get() {
        return Holder.SERVER;
    }

    static String template() {
        return Holder.TEMPLATE;
    }

    static String freshName() {
        return "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    }

    private static EmbeddedDatabase start() {
        Path target = Path.of("target");
        if (Files.isDirectory(target)) {
            try {
                return start(target.resolve("test-postgres"), () -> {});
            } catch (StoreException e) {
                // another test run holds that directory
            }
        }
        Path passing = fresh();
        return start(passing, () -> delete(passing));
    }

    private static EmbeddedDatabase start(Path directory, Runnable afterwards) {
        Path binaries = TEMPORARY.resolve("voiceops-test-postgres-" + System.getProperty("user.name"));
        EmbeddedDatabase server = EmbeddedDatabase.start(new EmbeddedDatabase.Settings(directory, binaries, 0, false));
        Runnable stop = () -> {
            server.close();
            afterwards.run();
        };
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-test-postgres"));
        server.dropDatabasesNamed("test\\_%");
        return server;
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(TEMPORARY, "voiceops-test-postgres-data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final EmbeddedDatabase SERVER = start();
        static final String TEMPLATE = SERVER.migratedTemplate();
    }
}
