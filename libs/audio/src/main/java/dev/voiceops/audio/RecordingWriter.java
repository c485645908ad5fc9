package dev.voiceops.audio;

import static dev.voiceops.audio.RecordingWindow.SILENCE;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording in the background, chunk after chunk, and hashes it. {@link #write} never blocks: when 30 s wait,
 * further sound is replaced by silence of the same length, so that what follows stays in its place.
 */
final class RecordingWriter {
    private static final int MOST_WAITING = 30;

    private final OutputStream file;
    private final DigestOutputStream hashed;
    private final Executor executor;
    private final CompletableFuture<Recording> done = new CompletableFuture<>();

    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int soundWaiting;
    private boolean running;
    private boolean ended;
    private long bytes;
    private long lost;
    private long stray;
    private @Nullable Throwable failure;

    RecordingWriter(OutputStream file, Executor executor) {
        this.file = file;
        this.hashed = new DigestOutputStream(file, sha256());
        this.executor = executor;
        write(Wav.header(Wav.Format.CALL_RECORDING, Wav.UNTIL_END_OF_FILE));
    }

    /** Takes a chunk, which the caller must not touch again. */
    synchronized void write(byte[] chunk) {
        if (failure != null) return;
        bytes += chunk.length;
        boolean full = soundWaiting >= MOST_WAITING && chunk.length == SILENCE.length && hasSound(chunk);
        if (full) lost += RecordingWindow.CHUNK;
        else if (hasSound(chunk)) soundWaiting++;
        waiting.add(full ? SILENCE : chunk);
        start();
    }

    /** No more chunks; the future completes when all are written and the file is closed. */
    synchronized CompletableFuture<Recording> end(long straySamples) {
        if (!ended) {
            stray = straySamples;
            ended = true;
            start();
        }
        return done;
    }

    private void start() {
        if (running) return;
        running = true;
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            running = false;
            failure = e;
            if (ended) finish();
        }
    }

    private void drain() {
        for (byte[] chunk = next(); chunk != null; chunk = next()) {
            try {
                hashed.write(chunk);
            } catch (IOException | RuntimeException e) {
                fail(e);
            }
        }
    }

    private synchronized byte @Nullable [] next() {
        byte[] chunk = waiting.poll();
        if (chunk == null) {
            running = false;
            if (ended) finish();
        } else if (hasSound(chunk)) {
            soundWaiting--;
        }
        return chunk;
    }

    private synchronized void fail(Exception e) {
        failure = e;
        waiting.clear();
        soundWaiting = 0;
    }

    private void finish() {
        try {
            file.close();
        } catch (IOException | RuntimeException e) {
            if (failure == null) failure = e;
        }
        if (failure != null) done.completeExceptionally(failure);
        else done.complete(recording());
    }

    private Recording recording() {
        String hash = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        long samples = (bytes - Wav.header(Wav.Format.CALL_RECORDING, 0).length) / 2;
        return new Recording(
                hash,
                bytes,
                Frames.millisOfSamples(samples),
                Frames.millisOfSamples(lost),
                Frames.millisOfSamples(stray));
    }

    /** The shared chunk of silence takes no memory, so it is told from others by identity. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean hasSound(byte[] chunk) {
        return chunk != SILENCE;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
