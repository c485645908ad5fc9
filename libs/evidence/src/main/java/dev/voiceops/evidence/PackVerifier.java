package dev.voiceops.evidence;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.SigningKey;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a pack with nothing but the file and a public key: no database, no network, nothing is unpacked. What an unzipping
 * program would find by the file's directory must be what stands in the file one after the other, so that two programs never
 * see two different packs.
 */
public final class PackVerifier {
    private static final int LARGEST_MANIFEST = 16 * 1024 * 1024;
    private static final int SIGNATURE_BYTES = 64;

    private PackVerifier() {}

    /**
     * What came of it.
     *
     * @param bad the first entry that is not as it was signed; null: all are
     * @param why what is wrong with it, a sentence; null: nothing
     * @param manifest what the pack says of itself; null when it cannot be read. To be believed only when nothing is bad
     * @param keyId of the key that signed; null unless somebody did
     */
    public record Finding(
            @Nullable String bad,
            @Nullable String why,
            @Nullable Manifest manifest,
            @Nullable String keyId) {
        /** Whether every byte is as it was signed. */
        public boolean holds() {
            return bad == null;
        }

        private static Finding bad(String entry, String why) {
            return new Finding(entry, why, null, null);
        }
    }

    /**
     * Verifies a file.
     *
     * @param trusted public key, 32 bytes, that must have signed; null: the one the pack names, which proves that it is whole,
     *     but not whose it is
     * @throws IOException when the file cannot be read at all
     */
    public static Finding verify(Path file, byte @Nullable [] trusted) throws IOException {
        Contents contents = new Contents();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                if (!contents.read(entry.getName(), zip)) {
                    return Finding.bad(entry.getName(), "the file holds two entries of this name, or one too large");
                }
            }
        } catch (ZipException | java.io.EOFException | IllegalArgumentException e) {
            return Finding.bad(contents.next(), "the file is damaged or cut off here");
        }
        byte[] manifest = contents.manifest;
        byte[] signature = contents.signature;
        if (manifest == null) return Finding.bad(Manifest.NAME, "is missing: this is not a pack, or it was cut off");
        if (signature == null) return Finding.bad(Manifest.SIGNATURE, "is missing: the pack is not signed");
        if (!contents.listed(file)) {
            return Finding.bad("the directory of the file", "does not list the entries that are in it");
        }
        return check(contents, manifest, signature, trusted);
    }

    private static Finding check(Contents contents, byte[] bytes, byte[] signature, byte @Nullable [] trusted) {
        Manifest manifest;
        byte[] named;
        try {
            manifest = Json.read(bytes, Manifest.class);
            named = HexFormat.of().parseHex(manifest.key());
        } catch (ContractViolation | IllegalArgumentException e) {
            return Finding.bad(Manifest.NAME, "is not a manifest of this format");
        }
        if (!manifest.format().equals(Manifest.FORMAT)) {
            return Finding.bad(Manifest.NAME, "is of a format that this version does not know: " + manifest.format());
        }
        byte[] key = trusted == null ? named : trusted;
        if (!SigningKey.isSigned(key, Manifest.PURPOSE, bytes, signature)) {
            return new Finding(
                    Manifest.SIGNATURE,
                    "is not of the key " + SigningKey.idOf(key) + " over this manifest",
                    manifest,
                    null);
        }
        String keyId = SigningKey.idOf(key);
        Map<String, Manifest.Entry> found = contents.entries;
        for (Manifest.Entry signed : manifest.entries()) {
            Manifest.Entry there = found.remove(signed.name());
            if (there == null) return new Finding(signed.name(), "is missing", manifest, keyId);
            if (!there.equals(signed)) return new Finding(signed.name(), "was changed", manifest, keyId);
        }
        if (!found.isEmpty()) {
            return new Finding(
                    found.keySet().iterator().next(), "was added: the manifest does not name it", manifest, keyId);
        }
        return new Finding(null, null, manifest, keyId);
    }

    /** What stands in the file, in its order. */
    private static final class Contents {
        private final Map<String, Manifest.Entry> entries = new LinkedHashMap<>();
        private final List<String> names = new ArrayList<>();
        private byte @Nullable [] manifest;
        private byte @Nullable [] signature;
        private String reading = "";

        /** False: there was one of this name before, or it is larger than such an entry can be. */
        boolean read(String name, InputStream in) throws IOException {
            reading = name;
            if (names.contains(name)) return false;
            switch (name) {
                case Manifest.NAME -> manifest = small(in, LARGEST_MANIFEST);
                case Manifest.SIGNATURE -> signature = small(in, SIGNATURE_BYTES);
                default -> entries.put(name, hashed(name, in));
            }
            names.add(name);
            reading = "";
            boolean fits = (!name.equals(Manifest.NAME) || manifest != null)
                    && (!name.equals(Manifest.SIGNATURE) || signature != null);
            return fits;
        }

        String next() {
            if (!reading.isEmpty()) return reading;
            return names.isEmpty() ? "the beginning" : "the entry after " + names.getLast();
        }

        boolean listed(Path file) throws IOException {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return zip.stream().map(ZipEntry::getName).toList().equals(names);
            } catch (ZipException e) {
                return false;
            }
        }

        private static Manifest.Entry hashed(String name, InputStream in) throws IOException {
            MessageDigest digest = PackWriter.sha256();
            byte[] window = new byte[64 * 1024];
            long bytes = 0;
            for (int read; (read = in.read(window)) > 0; bytes += read) digest.update(window, 0, read);
            return new Manifest.Entry(name, bytes, HexFormat.of().formatHex(digest.digest()));
        }

        private static byte @Nullable [] small(InputStream in, int most) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(in.readNBytes(most));
            return in.read() < 0 ? bytes.toByteArray() : null;
        }
    }
}
