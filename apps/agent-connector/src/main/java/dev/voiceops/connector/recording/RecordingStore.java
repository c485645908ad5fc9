package dev.voiceops.connector.recording;

import java.io.IOException;
import java.io.OutputStream;

/** Keeps recordings as objects under keys. Any thread. */
public interface RecordingStore {
    /**
     * Begins an object. It exists for readers at the latest when the stream is closed; a stream never closed leaves
     * nothing that counts as a recording, because its row is written only afterwards.
     *
     * @param key parts of letters, digits, {@code .}, {@code _} and {@code -}, divided by {@code /}
     * @return written by one thread, which may block
     * @throws IOException when the store takes nothing
     */
    OutputStream create(String key) throws IOException;
}
