package dev.voiceops.connector.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries on disk, first in, first out; what a former process left behind comes first. Lines taken stay in the file
 * until {@link #clear}, so a crash repeats entries and loses none. One thread at a time.
 */
final class Spool implements AutoCloseable {
    private static final int CHUNK = 256 * 1024;
    private final Path path;
    private FileChannel file;
    private long readTo;
    private long damaged;

    /** Opens or makes the file, and its folder. */
    Spool(Path path) throws IOException {
        this.path = path.toAbsolutePath();
        Files.createDirectories(this.path.resolveSibling("."));
        file = open(this.path);
        endTornLine();
    }

    private void endTornLine() throws IOException {
        long size = file.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size > 0 && file.read(last, size - 1) == 1 && last.get(0) != '\n') {
            file.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Nothing is left to take. */
    boolean isEmpty() {
        try {
            return readTo >= file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines passed over because they were torn by a crash or damaged. */
    long damaged() {
        return damaged;
    }

    void add(List<JournalEntry> entries) throws IOException {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(SpoolLine.write(entry)).append('\n'));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        long at = file.size();
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    /** The oldest entries not taken yet, some hundreds at a time; empty when there are none. */
    List<JournalEntry> take() throws IOException {
        List<JournalEntry> taken = new ArrayList<>();
        while (taken.isEmpty() && !isEmpty()) {
            String lines = wholeLines();
            for (String line : lines.split("\n")) {
                SpoolLine.read(line).ifPresentOrElse(taken::add, () -> damaged++);
            }
        }
        return taken;
    }

    /** From here to the last line feed within reach; a last line without one was torn. */
    private String wholeLines() throws IOException {
        for (int size = CHUNK; ; size *= 2) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, file.size() - readTo));
            while (bytes.hasRemaining() && file.read(bytes, readTo + bytes.position()) > 0) {}
            byte[] text = bytes.array();
            boolean all = readTo + text.length >= file.size();
            int end = text.length;
            while (end > 0 && !all && text[end - 1] != '\n') {
                end--;
            }
            if (end > 0) {
                readTo += end;
                return new String(text, 0, end, StandardCharsets.UTF_8);
            }
        }
    }

    /** Forgets everything: all that was taken has arrived. */
    void clear() throws IOException {
        if (file.size() > 0) {
            file.truncate(0);
            readTo = 0;
        }
    }

    /** Makes the file hold {@code first} and then what was not taken, for the next process. */
    void rewrite(List<JournalEntry> first) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.deleteIfExists(next);
        FileChannel old = file;
        long from = readTo;
        file = open(next);
        add(first);
        old.transferTo(from, old.size() - from, file.position(file.size()));
        file.force(true);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        old.close();
        readTo = 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
