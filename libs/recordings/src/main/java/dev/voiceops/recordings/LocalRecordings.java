package dev.voiceops.recordings;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects as files below one folder. */
public final class LocalRecordings implements RecordingStore {
    private final Path folder;

    /** @param folder made when needed */
    public LocalRecordings(Path folder) {
        this.folder = folder;
    }

    @Override
    public OutputStream create(String key) throws IOException {
        Path file = file(key);
        Files.createDirectories(parent(file));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (channel.isOpen()) channel.force(true);
                super.close();
            }
        };
    }

    @Override
    public SeekableByteChannel open(String key) throws IOException {
        return FileChannel.open(file(key), StandardOpenOption.READ);
    }

    @Override
    public boolean exists(String key) {
        return Files.isRegularFile(file(key));
    }

    /** Removes the folders that became empty, too. */
    @Override
    public boolean delete(String key) throws IOException {
        Path file = file(key);
        boolean was = Files.deleteIfExists(file);
        for (Path above = parent(file); !above.equals(folder); above = parent(above)) {
            try {
                Files.deleteIfExists(above);
            } catch (DirectoryNotEmptyException others) {
                break;
            }
        }
        return was;
    }

    @Override
    public List<Stored> list(String after, int limit) throws IOException {
        List<Stored> found = new ArrayList<>();
        if (Files.isDirectory(folder)) collect(folder, after, limit, found);
        return found;
    }

    /** Folder by folder in the order of names, so that only what is asked for is looked at. */
    private void collect(Path directory, String after, int limit, List<Stored> found) throws IOException {
        List<Path> children;
        try (Stream<Path> listed = Files.list(directory)) {
            children = listed.sorted(Comparator.comparing(this::sortKey)).toList();
        } catch (NoSuchFileException gone) {
            return;
        }
        for (Path child : children) {
            if (found.size() >= limit) return;
            String key = key(child);
            if (Files.isDirectory(child)) {
                if (after.compareTo(key + "0") < 0) collect(child, after, limit, found); // '0' follows '/'
            } else if (key.compareTo(after) > 0 && KEY.matcher(key).matches()) {
                Stored stored = stored(child, key);
                if (stored != null) found.add(stored);
            }
        }
    }

    private static @Nullable Stored stored(Path file, String key) throws IOException {
        try {
            return new Stored(key, Files.getLastModifiedTime(file).toInstant(), Files.size(file));
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private String sortKey(Path path) {
        return Files.isDirectory(path) ? key(path) + "/" : key(path);
    }

    private String key(Path path) {
        return folder.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private Path file(String key) {
        return folder.resolve(RecordingStore.checked(key));
    }

    private Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? folder : parent;
    }
}
