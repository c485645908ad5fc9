package dev.voiceops.recordings;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Recording;
import dev.voiceops.store.RecordingId;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Recordings, encrypted in a {@link RecordingStore}: AES-256-GCM-HKDF in segments (Tink's streaming AEAD) under a fresh data
 * key for each recording. The {@link Vault} seals that key for the recording's row, so with the row the sound is gone, also
 * from copies that deletion does not reach. Tenant, call and recording are bound to the bytes as associated data: an
 * object that is put in the place of another does not open. Every method may block; any thread.
 */
public final class SealedRecordings {
    /** Four seconds of sound: a reader that seeks decrypts no more than that around the place it asks for. */
    private static final int SEGMENT_BYTES = 64 * 1024;

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RecordingStore store;
    private final Vault vault;

    /** Over this store, with data keys that this vault seals. */
    public SealedRecordings(RecordingStore store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /**
     * A recording that begins.
     *
     * @param keySealed its data key, sealed, base64: for its row
     * @param stream takes the sound in the clear; one thread
     */
    public record Draft(RecordingId id, String key, String keySealed, OutputStream stream) {
        /** Names the recording and nothing else. */
        @Override
        public String toString() {
            return "Draft[" + id + "]";
        }
    }

    /**
     * Begins a recording under a new data key.
     *
     * @param key where it lies in the store
     * @throws IOException when the store takes nothing
     */
    public Draft begin(TenantId tenant, CallId call, String key) throws IOException {
        RecordingId id = RecordingId.create();
        byte[] dataKey = new byte[KEY_BYTES];
        RANDOM.nextBytes(dataKey);
        Secret text = Secret.of(Base64.getEncoder().encodeToString(dataKey));
        String sealed = Base64.getEncoder().encodeToString(vault.seal(place(tenant, id), text));
        OutputStream object = store.create(key);
        try {
            return new Draft(id, key, sealed, cipher(dataKey).newEncryptingStream(object, bound(tenant, call, id)));
        } catch (GeneralSecurityException e) {
            object.close();
            throw new IllegalStateException("a data key cannot be used", e);
        }
    }

    /**
     * Opens a recording to read any part of it in the clear; the channel belongs to one thread. Only the segments around
     * what is read are fetched and decrypted, and each is authenticated.
     *
     * @throws NoSuchFileException when the store has no such object
     * @throws IOException when it cannot be read or is not what was recorded
     */
    public SeekableByteChannel open(TenantId tenant, Recording recording) throws IOException {
        SeekableByteChannel object = store.open(recording.key());
        String sealed = recording.keySealed();
        if (sealed == null) return object;
        try {
            byte[] dataKey = Base64.getDecoder()
                    .decode(vault.open(
                                    place(tenant, recording.id()),
                                    Base64.getDecoder().decode(sealed))
                            .reveal());
            return cipher(dataKey)
                    .newSeekableDecryptingChannel(object, bound(tenant, recording.call(), recording.id()));
        } catch (GeneralSecurityException | RuntimeException e) {
            object.close();
            throw new IOException("the recording cannot be opened: its key or its object is not the right one", e);
        }
    }

    /** How a recording stands to its row. */
    public enum Verdict {
        /** Every byte is as recorded. */
        WHOLE,
        /** The store has no such object. */
        MISSING,
        /** Something else lies there, or what was recorded was changed. */
        BROKEN
    }

    /** Reads a whole recording and compares its SHA-256 with that of its row. @throws IOException when the store fails */
    public Verdict verify(TenantId tenant, Recording recording) throws IOException {
        MessageDigest digest = sha256();
        if (!store.exists(recording.key())) return Verdict.MISSING;
        try (SeekableByteChannel sound = open(tenant, recording);
                InputStream in = new DigestInputStream(Channels.newInputStream(sound), digest)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            boolean same = bytes == recording.bytes()
                    && recording.sha256().equals(HexFormat.of().formatHex(digest.digest()));
            return same ? Verdict.WHOLE : Verdict.BROKEN;
        } catch (NoSuchFileException gone) {
            return Verdict.MISSING;
        } catch (IOException unreadable) {
            if (store.exists(recording.key())) return Verdict.BROKEN;
            throw unreadable;
        }
    }

    /** The objects, sealed as they lie there. */
    public RecordingStore store() {
        return store;
    }

    private static StreamingAead cipher(byte[] dataKey) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(dataKey, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    }

    private static Vault.Place place(TenantId tenant, RecordingId id) {
        return new Vault.Place(tenant, "recordings", "key_sealed", id.toString());
    }

    private static byte[] bound(TenantId tenant, CallId call, RecordingId id) {
        return String.join("|", "recording", tenant.toString(), call.toString(), id.toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
