package dev.voiceops.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps objects of bytes under keys, and knows nothing of what is in them. Every method may block; any thread. A key is
 * parts of letters, digits, {@code .}, {@code _} and {@code -}, divided by {@code /}; no part begins with a dot.
 */
public interface RecordingStore {
    /**
     * Begins an object. It exists for readers at the latest when the stream is closed; what a crash leaves behind is
     * found by {@link #list}, and counts for nothing because no row names it.
     *
     * @return written by one thread; closing it makes the object durable
     * @throws java.nio.file.FileAlreadyExistsException when there is one under this key
     * @throws IOException when the store takes nothing
     */
    OutputStream create(String key) throws IOException;

    /**
     * Opens an object to read any part of it; a channel belongs to one thread.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    SeekableByteChannel open(String key) throws IOException;

    /** Whether there is such an object. */
    boolean exists(String key) throws IOException;

    /** Removes an object; false when there was none. When this returns no reader finds it any more. */
    boolean delete(String key) throws IOException;

    /**
     * Objects in the order of their keys.
     *
     * @param after only keys behind this one; "" for all
     */
    List<Stored> list(String after, int limit) throws IOException;

    /**
     * Frees what writers that are gone left of objects they never closed, where {@link #list} does not show it.
     *
     * @param before only what was begun before: writers that live must not lose their object
     * @return how many were freed
     */
    default int abandonUnfinished(Instant before) throws IOException {
        return 0;
    }

    /**
     * An object that is there.
     *
     * @param modified when it was last written to
     */
    record Stored(String key, Instant modified, long bytes) {}

    /** The words in which keys are written. */
    Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    /** Returns the key. @throws IllegalArgumentException if it is none */
    static String checked(String key) {
        if (key.length() > 500 || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a recording's key: parts of A-Z a-z 0-9 . _ - with / between");
        }
        return key;
    }
}
