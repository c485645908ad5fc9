package dev.voiceops.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object on its way: whole with one request when it is small, else in parts while it is written (multipart upload; all parts
 * but the last need 5 MiB). Holds at most one part. One thread.
 */
final class S3Upload extends OutputStream {
    private static final int PART = 5 * 1024 * 1024;
    private static final int BEGIN = 64 * 1024;

    private final S3Client client;
    private final String bucket;
    private final String name;
    private final List<CompletedPart> sent = new ArrayList<>();
    private byte[] buffer = new byte[BEGIN];
    private int filled;
    private @Nullable String upload;
    private boolean closed;

    S3Upload(S3Client client, String bucket, String name) {
        this.client = client;
        this.bucket = bucket;
        this.name = name;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) throw new ClosedChannelException();
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == PART) sendPart();
            int count = Math.min(left, PART - filled);
            if (filled + count > buffer.length) buffer = java.util.Arrays.copyOf(buffer, grown(filled + count));
            System.arraycopy(bytes, from, buffer, filled, count);
            filled += count;
            from += count;
            left -= count;
        }
    }

    private static int grown(int needed) {
        return Math.min(PART, Math.max(needed, Integer.highestOneBit(needed) << 1));
    }

    /** The object is there, whole, when this returns. */
    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        if (upload == null) {
            S3Failures.of(name, () -> client.putObject(ask -> ask.bucket(bucket).key(name), body()));
            return;
        }
        if (filled > 0) sendPart();
        S3Failures.of(
                name,
                () -> client.completeMultipartUpload(ask ->
                        ask.bucket(bucket).key(name).uploadId(upload).multipartUpload(parts -> parts.parts(sent))));
    }

    private void sendPart() throws IOException {
        String id = upload;
        if (id == null) {
            id = S3Failures.of(
                    name,
                    () -> client.createMultipartUpload(ask -> ask.bucket(bucket).key(name))
                            .uploadId());
            upload = id;
        }
        String running = id;
        int number = sent.size() + 1;
        String tag = S3Failures.of(
                name,
                () -> client.uploadPart(
                                ask -> ask.bucket(bucket)
                                        .key(name)
                                        .uploadId(running)
                                        .partNumber(number),
                                body())
                        .eTag());
        sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        filled = 0;
    }

    private RequestBody body() {
        return RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(buffer, 0, filled));
    }
}
