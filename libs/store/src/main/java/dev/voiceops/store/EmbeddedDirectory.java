package dev.voiceops.store;

import dev.voiceops.store.StoreException.Code;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The files of one embedded server, locked for this process as long as it is taken. Confined to start and close. */
final class EmbeddedDirectory {
    private static final int LOG_LINES = 5;

    private final Path root;
    private final FileChannel lock;

    private EmbeddedDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static EmbeddedDirectory take(Path root) {
        try {
            Path real = Files.createDirectories(root).toRealPath();
            Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
            FileChannel channel =
                    FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreException(
                        Code.EMBEDDED,
                        "Another voiceops uses the database in " + root
                                + ": stop it, or give this one another directory and ports.");
            }
            return new EmbeddedDirectory(real, channel);
        } catch (IOException e) {
            throw new StoreException(Code.EMBEDDED, "The database directory cannot be written: " + root, e);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("server.log");
    }

    void stopLeftoverServer() {
        LeftoverServer.stop(data());
    }

    /** A cluster whose first start did not finish is useless: it makes room for a new one, and is kept beside it. */
    void setAsideHalfMadeCluster() {
        try {
            if (Files.exists(data()) && !Files.exists(wholeMark())) {
                Files.move(data(), root.resolve("data.unfinished-" + System.currentTimeMillis()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void markWhole() {
        try {
            if (!Files.exists(wholeMark())) {
                Files.createFile(wholeMark());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Credentials credentials() {
        Path file = credentialsFile(root);
        try {
            if (!Files.exists(file)) {
                Credentials fresh = Credentials.create();
                createPrivate(file);
                try (Writer writer = Files.newBufferedWriter(file)) {
                    fresh.toProperties().store(writer, "passwords of the embedded Postgres");
                }
                return fresh;
            }
            return storedCredentials(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path credentialsFile(Path root) {
        return root.resolve("credentials");
    }

    static Credentials storedCredentials(Path root) throws IOException {
        Properties stored = new Properties();
        try (Reader reader = Files.newBufferedReader(credentialsFile(root))) {
            stored.load(reader);
        }
        return Credentials.from(stored);
    }

    Path passwordFile(Credentials credentials) throws IOException {
        removePasswordFile();
        createPrivate(initialPassword());
        return Files.writeString(initialPassword(), credentials.superuser().reveal());
    }

    void removePasswordFile() {
        try {
            Files.deleteIfExists(initialPassword());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last words of the server, for a message to the person who started it. */
    String logTail() {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "Its log cannot be read: " + log();
        }
    }

    void release() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path wholeMark() {
        return root.resolve("data.whole");
    }

    private Path initialPassword() {
        return root.resolve("initial-password");
    }

    private static void createPrivate(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
