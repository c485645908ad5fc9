package dev.voiceops.connector.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** Recordings as files below one folder. */
public final class LocalRecordings implements RecordingStore {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private final Path folder;

    /** @param folder made when needed */
    public LocalRecordings(Path folder) {
        this.folder = folder;
    }

    @Override
    public OutputStream create(String key) throws IOException {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a recording's key: parts of A-Z a-z 0-9 . _ - with / between");
        }
        Path file = folder.resolve(key);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
