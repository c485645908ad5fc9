package dev.voiceops.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads an object by ranges, a window at a time, and only as long as it is the object that was opened (by its ETag). One thread.
 */
final class S3Channel implements SeekableByteChannel {
    private static final int WINDOW = 256 * 1024;

    private final S3Client client;
    private final String bucket;
    private final String name;
    private final long size;
    private final String tag;
    private byte[] window = {};
    private long windowAt;
    private long position;
    private boolean open = true;

    S3Channel(S3Client client, String bucket, String name, long size, String tag) {
        this.client = client;
        this.bucket = bucket;
        this.name = name;
        this.size = size;
        this.tag = tag;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!open) throw new ClosedChannelException();
        if (position >= size) return -1;
        if (position < windowAt || position >= windowAt + window.length) fetch();
        int from = (int) (position - windowAt);
        int count = Math.min(into.remaining(), window.length - from);
        into.put(window, from, count);
        position += count;
        return count;
    }

    private void fetch() throws IOException {
        long last = Math.min(size, position + WINDOW) - 1;
        window = S3Failures.of(
                name,
                () -> client.getObjectAsBytes(ask -> ask.bucket(bucket)
                                .key(name)
                                .range("bytes=" + position + "-" + last)
                                .ifMatch(tag))
                        .asByteArrayUnsafe());
        windowAt = position;
        if (window.length != last - position + 1) throw new IOException("S3 answered another range than was asked");
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        if (to < 0) throw new IllegalArgumentException("a position is not negative");
        position = to;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        window = new byte[0];
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }
}
