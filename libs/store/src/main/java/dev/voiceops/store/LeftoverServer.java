package dev.voiceops.store;

import dev.voiceops.store.StoreException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived its voiceops, for example after {@code kill -9}. Call only while holding the directory. */
final class LeftoverServer {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverServer.class);
    private static final int PATIENCE_SECONDS = 20;

    private LeftoverServer() {}

    static void stop(Path data) {
        Optional<ProcessHandle> server = of(data);
        if (server.isEmpty()) {
            return;
        }
        LOG.info(
                "Stopping the Postgres that an earlier voiceops left behind: pid={}",
                server.get().pid());
        CompletableFuture<ProcessHandle> exit = server.get().onExit();
        // SIGINT is the server's fast shutdown, SIGQUIT its emergency stop; both keep the data
        if (!endsAfter("INT", server.get(), exit) && !endsAfter("QUIT", server.get(), exit)) {
            throw new StoreException(
                    Code.EMBEDDED,
                    "A Postgres left behind by an earlier voiceops does not stop: end " + "process "
                            + server.get().pid() + " yourself.");
        }
    }

    /** The server that serves this data directory, if one is up. */
    static Optional<ProcessHandle> of(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> isServerOf(data, process));
        } catch (IOException | NumberFormatException e) {
            throw new StoreException(Code.EMBEDDED, "Cannot read " + pidFile, e);
        }
    }

    /** The number may have gone to another program since. */
    private static boolean isServerOf(Path data, ProcessHandle process) {
        String commandLine = process.info().commandLine().orElse("");
        return commandLine.contains("postgres") && commandLine.contains(data.toString());
    }

    private static boolean endsAfter(String signal, ProcessHandle server, CompletableFuture<ProcessHandle> exit) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
                    .start()
                    .waitFor();
            exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | ExecutionException e) {
            throw new StoreException(Code.EMBEDDED, "Cannot stop process " + server.pid(), e);
        }
    }
}
