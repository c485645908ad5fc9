package dev.voiceops.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The embedded server of a voiceops that is up, as another process of the same user finds it: by the files in its directory.
 * Immutable.
 */
record RunningServer(int port, Credentials credentials) {
    private static final int PORT_LINE = 3; // postmaster.pid: pid, directory, start, port, ...

    /** Empty when no server of this directory is up. */
    static Optional<RunningServer> in(Path directory) {
        try {
            if (!Files.exists(directory)) return Optional.empty();
            Path root = directory.toRealPath();
            Path data = root.resolve("data");
            if (LeftoverServer.of(data).isEmpty() || !Files.exists(EmbeddedDirectory.credentialsFile(root))) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(new RunningServer(
                            Integer.parseInt(lines.get(PORT_LINE).strip()), EmbeddedDirectory.storedCredentials(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostgresUrl owner() {
        return url("voiceops_owner", credentials.owner());
    }

    PostgresUrl login() {
        return url("voiceops_login", credentials.login());
    }

    private PostgresUrl url(String user, Secret password) {
        return new PostgresUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedDatabase.DATABASE, user, password);
    }
}
