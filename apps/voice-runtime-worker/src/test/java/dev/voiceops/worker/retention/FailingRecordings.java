package dev.voiceops.worker.retention;

import dev.voiceops.recordings.RecordingStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real store that refuses so many of the next deletions. */
record FailingRecordings(RecordingStore real, AtomicInteger failing) implements RecordingStore {
    @Override
    public OutputStream create(String key) throws IOException {
        return real.create(key);
    }

    @Override
    public SeekableByteChannel open(String key) throws IOException {
        return real.open(key);
    }

    @Override
    public boolean exists(String key) throws IOException {
        return real.exists(key);
    }

    @Override
    public boolean delete(String key) throws IOException {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) throw new IOException("the store is away");
        return real.delete(key);
    }

    @Override
    public List<Stored> list(String after, int limit) throws IOException {
        return real.list(after, limit);
    }
}
