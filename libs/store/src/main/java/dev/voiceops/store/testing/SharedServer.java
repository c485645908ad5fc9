package dev.voiceops.store.testing;

import dev.voiceops.store.EmbeddedDatabase;
import dev.voiceops.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The one embedded server of this JVM's tests, kept under {@code target} so that the next run finds it made. */
final class SharedServer {
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
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path target = Path.of("target");
        EmbeddedDatabase server;
        try {
            server = start(Files.isDirectory(target) ? target.resolve("test-postgres") : fresh(temporary), temporary);
        } catch (StoreException e) {
            // another test run holds that directory
            server = start(fresh(temporary), temporary);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-postgres"));
        server.dropDatabasesNamed("test\\_%");
        return server;
    }

    private static EmbeddedDatabase start(Path directory, Path temporary) {
        Path binaries = temporary.resolve("voiceops-test-postgres-" + System.getProperty("user.name"));
        return EmbeddedDatabase.start(new EmbeddedDatabase.Settings(directory, binaries, 0, false));
    }

    private static Path fresh(Path temporary) {
        try {
            return Files.createTempDirectory(temporary, "voiceops-test-postgres-data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final EmbeddedDatabase SERVER = start();
        static final String TEMPLATE = SERVER.migratedTemplate();
    }
}
