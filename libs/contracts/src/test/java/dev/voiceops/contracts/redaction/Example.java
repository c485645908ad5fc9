package dev.voiceops.contracts.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A line of the corpus. */
record Example(String asked, String said, String redacted) {
    boolean stays() {
        return said.equals(redacted);
    }

    static List<Example> corpus() {
        try (InputStream file = Objects.requireNonNull(Example.class.getResourceAsStream("/redaction/corpus.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Example::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Example of(String line) {
        String[] parts = line.split("\\|", 3);
        return new Example(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }
}
