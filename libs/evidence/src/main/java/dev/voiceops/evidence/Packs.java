package dev.voiceops.evidence;

import dev.voiceops.contracts.Json;
import dev.voiceops.evidence.PackWriter.About;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.recordings.SealedRecordings.Verdict;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Recording;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.Subjects;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tenants;
import dev.voiceops.store.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes packs of evidence and of a caller's data. Reading and the audit row that says so are one transaction; the sound is
 * streamed afterwards, without being kept. Any thread; blocks.
 */
public final class Packs {
    private static final int CALLS = 100;

    private final SealedRecordings recordings;
    private final SigningKey key;
    private final InstantSource clock;

    /** With sound from here, signed with this key. */
    public Packs(SealedRecordings recordings, SigningKey key, InstantSource clock) {
        this.recordings = recordings;
        this.key = key;
        this.clock = clock;
    }

    /** The tenant's door to the database, as the one who asks. */
    @FunctionalInterface
    public interface Door {
        /** Does the work in one transaction. */
        <R extends @Nullable Object> R in(Work<TenantTx, R> work);
    }

    /** A pack that can be written: what the database has is read, and that it was is on record. */
    public static final class Prepared {
        private final About about;
        private final List<CallEntries.Read> calls;
        private final @Nullable String number;
        private final boolean sound;

        private Prepared(About about, List<CallEntries.Read> calls, @Nullable String number, boolean sound) {
            this.about = about;
            this.calls = calls;
            this.number = number;
            this.sound = sound;
        }

        /** Names the pack. */
        public UUID pack() {
            return about.pack();
        }

        /** How many calls are in it. */
        public int calls() {
            return calls.size();
        }

        /** Names the pack; what is in it stays out of logs. */
        @Override
        public String toString() {
            return "Prepared[" + about.pack() + "]";
        }
    }

    /** Reads a call for its evidence pack, and notes that it was exported; empty: the tenant has no such call. */
    public Optional<Prepared> call(Door door, CallId id, boolean sound) {
        UUID pack = UUID.randomUUID();
        return door.in(tx -> Calls.find(tx, id).map(call -> {
            CallEntries.Read read = CallEntries.evidence(tx, call);
            Audit.append(tx, AuditAction.CALL_EXPORTED, CallEntries.target(id), told(pack, sound));
            return new Prepared(about(tx, "call", pack, id), List.of(read), null, sound);
        }));
    }

    /**
     * Reads all calls of a caller that have not been deleted, and notes that they were exported; the number does not enter the
     * audit trail.
     */
    public Prepared subject(Door door, String number, boolean sound) {
        UUID pack = UUID.randomUUID();
        return door.in(tx -> {
            List<CallEntries.Read> read = new ArrayList<>();
            List<Call> some;
            CallId after = null;
            do {
                some = Subjects.calls(tx, number, after, CALLS);
                some.forEach(call -> read.add(CallEntries.ofCaller(tx, call)));
                after = some.isEmpty() ? null : some.getLast().id();
            } while (some.size() == CALLS);
            Audit.Target target = new Audit.Target("pack", pack.toString());
            Audit.append(
                    tx,
                    AuditAction.SUBJECT_EXPORTED,
                    target,
                    Json.write(Map.of("pack", pack.toString(), "calls", read.size(), "sound", sound)));
            return new Prepared(about(tx, "subject", pack, null), read, number, sound);
        });
    }

    private static String told(UUID pack, boolean sound) {
        return Json.write(Map.of("pack", pack.toString(), "sound", sound));
    }

    private static About about(TenantTx tx, String kind, UUID pack, @Nullable CallId call) {
        return new About(
                kind,
                pack,
                tx.tenant().toString(),
                call == null ? null : call.toString(),
                tx.actor().toString(),
                Tenants.redaction(tx).code());
    }

    /**
     * Writes the pack and its signature onto a stream that the caller closes. What was written before a failure is no pack:
     * verifying it fails.
     *
     * @throws IOException when the stream or the recording store fails
     */
    public void write(Prepared prepared, OutputStream out) throws IOException {
        PackWriter writer = new PackWriter(out, clock.instant());
        if (prepared.number != null) {
            writer.add(
                    "subject.json",
                    Json.bytes(new Subject(
                            prepared.number,
                            prepared.calls.stream()
                                    .map(read -> read.call().id().toString())
                                    .toList())));
        }
        for (CallEntries.Read read : prepared.calls) {
            String folder =
                    prepared.number == null ? "" : "calls/" + read.call().id() + "/";
            for (Map.Entry<String, byte[]> entry : read.entries().entrySet()) {
                writer.add(folder + entry.getKey(), entry.getValue());
            }
            sounds(writer, folder, read, prepared.sound);
        }
        writer.seal(prepared.about, key);
    }

    private void sounds(PackWriter writer, String folder, CallEntries.Read read, boolean sound) throws IOException {
        TenantId tenant = read.call().tenant();
        List<PackJson.Sound> told = new ArrayList<>();
        for (Recording recording : read.recordings()) {
            Verdict verdict = recordings.verify(tenant, recording);
            String entry = sound && verdict == Verdict.WHOLE ? "recording-" + recording.id() + ".wav" : null;
            told.add(new PackJson.Sound(
                    recording.id().toString(),
                    recording.call().toString(),
                    recording.sha256(),
                    sealedHash(recording),
                    recording.bytes(),
                    recording.durationMs(),
                    recording.channels(),
                    PackJson.word(verdict),
                    entry));
            if (entry != null) writer.add(folder + entry, content -> copy(tenant, recording, content));
        }
        writer.add(folder + "recordings.json", Json.bytes(told));
    }

    private void copy(TenantId tenant, Recording recording, OutputStream out) throws IOException {
        try (InputStream in = Channels.newInputStream(recordings.open(tenant, recording))) {
            in.transferTo(out);
        }
    }

    private @Nullable String sealedHash(Recording recording) throws IOException {
        MessageDigest digest = PackWriter.sha256();
        try (InputStream in = Channels.newInputStream(recordings.store().open(recording.key()))) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    /** Whose data a pack about a caller holds. */
    record Subject(String number, List<String> calls) {
        @Override
        public String toString() {
            return "Subject[" + calls.size() + " calls]";
        }
    }
}
