package dev.voiceops.evidence;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.SigningKey;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a pack, an entry at a time, without keeping any of it. One that was not {@link #seal sealed} is no pack: it has
 * neither a directory nor a signature. One thread.
 */
final class PackWriter {
    private final ZipOutputStream zip;
    private final Instant at;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    /** Onto a stream that the caller closes. */
    PackWriter(OutputStream out, Instant at) {
        this.zip = new ZipOutputStream(out);
        this.at = at;
    }

    /** Writes the bytes of an entry. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    void add(String name, byte[] content) throws IOException {
        add(name, out -> out.write(content));
    }

    void add(String name, Content content) throws IOException {
        MessageDigest digest = sha256();
        begin(name);
        Counted counted = new Counted(new DigestOutputStream(new Open(zip), digest));
        content.to(counted);
        zip.closeEntry();
        entries.add(new Manifest.Entry(name, counted.bytes, HexFormat.of().formatHex(digest.digest())));
    }

    /** Writes the manifest and its signature, and ends the file. */
    void seal(About about, SigningKey key) throws IOException {
        byte[] manifest = Json.bytes(new Manifest(
                Manifest.FORMAT,
                about.kind(),
                about.pack().toString(),
                about.tenant(),
                about.call(),
                at,
                about.createdBy(),
                about.redaction(),
                HexFormat.of().formatHex(key.publicKey()),
                entries));
        begin(Manifest.NAME);
        zip.write(manifest);
        zip.closeEntry();
        begin(Manifest.SIGNATURE);
        zip.write(key.sign(Manifest.PURPOSE, manifest));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
    }

    /** What the manifest says beyond its entries. */
    record About(
            String kind, UUID pack, String tenant, @Nullable String call, String createdBy, String redaction) {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Stays open when a content closes its stream. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }

    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] all, int offset, int length) throws IOException {
            out.write(all, offset, length);
            bytes += length;
        }
    }
}
