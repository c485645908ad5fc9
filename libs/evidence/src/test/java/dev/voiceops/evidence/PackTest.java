package dev.voiceops.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.contracts.CanonicalJson;
import dev.voiceops.contracts.Json;
import dev.voiceops.recordings.LocalRecordings;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.Receipt;
import dev.voiceops.store.Receipts;
import dev.voiceops.store.Recording;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.Retention;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Vault;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Work;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TalkedCall;
import dev.voiceops.store.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PackTest {
    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final String CALLER = "+15551230001";
    private static final String CARD = "4242 4242 4242 4242";
    private static final byte[] SOUND = "RIFF and so on".repeat(9_000).getBytes(UTF_8);

    @TempDir
    private static Path folder;

    private static TestDatabase database;
    private static SealedRecordings recordings;
    private static Packs packs;
    private static Specimen acme;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        recordings = new SealedRecordings(new LocalRecordings(folder.resolve("sound")), Vault.of(TestDatabase.KEYS));
        packs = new Packs(recordings, KEY, InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z")));
        String snapshot = "{\"prompt\":\"Be brief.\"}";
        acme = Specimen.plant(database.db(), new VersionId(CanonicalJson.sha256(Json.tree(snapshot))), snapshot);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_pack_holds_everything_of_the_call_and_its_making_is_audited() throws Exception {
        CallId call = recorded(CALLER, "my order is 4711");
        byte[] pack = pack(call, true);
        Map<String, byte[]> entries = Zips.entries(pack);
        assertThat(entries.keySet())
                .containsExactly(
                        "call.json",
                        "version.json",
                        "snapshot.json",
                        "events.jsonl",
                        "transcript.json",
                        "turns.json",
                        "tools.json",
                        "costs.json",
                        "audit.jsonl",
                        "holds.json",
                        "receipts.json",
                        "digests.json",
                        "recording-" + recording(call).id() + ".wav",
                        "recordings.json",
                        "manifest.json",
                        "manifest.sig");
        assertThat(entries.get("recording-" + recording(call).id() + ".wav")).isEqualTo(SOUND);
        assertThat(sha256(Objects.requireNonNull(entries.get("snapshot.json"))))
                .as("the version is named by its content")
                .isEqualTo(json(entries, "version.json").path("id").asString());
        assertThat(json(entries, "call.json").path("from").asString()).isEqualTo(CALLER);
        assertThat(text(entries, "events.jsonl").lines()).hasSize(2);
        assertThat(text(entries, "transcript.json")).contains("my order is 4711");
        JsonNode sound = json(entries, "recordings.json").get(0);
        assertThat(sound.path("state").asString()).isEqualTo("whole");
        assertThat(sound.path("sha256").asString()).isEqualTo(sha256(SOUND));
        assertThat(sound.path("sealed_sha256").asString())
                .isEqualTo(sha256(Files.readAllBytes(folder.resolve("sound").resolve(call + ".wav"))));
        PackVerifier.Finding finding = verify(pack, KEY.publicKey());
        assertThat(finding.holds()).as(finding.bad() + " " + finding.why()).isTrue();
        Manifest manifest = Objects.requireNonNull(finding.manifest());
        assertThat(manifest.redaction()).isEqualTo("read");
        assertThat(exports(call)).isEqualTo(1);
        assertThat(text(Zips.entries(pack(call, false)), "audit.jsonl")).contains(manifest.pack());
    }

    @Test
    void without_being_asked_for_the_sound_stays_out_and_its_hash_stays_in() throws Exception {
        CallId call = recorded(CALLER, "hello");
        Map<String, byte[]> entries = Zips.entries(pack(call, false));
        assertThat(entries.keySet()).noneMatch(name -> name.endsWith(".wav"));
        assertThat(text(entries, "recordings.json")).contains(sha256(SOUND));
    }

    @Test
    void sound_that_is_not_what_was_recorded_is_told_and_left_out() throws Exception {
        CallId changed = recorded(CALLER, "hello");
        Path object = folder.resolve("sound").resolve(changed + ".wav");
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 1;
        Files.write(object, bytes);
        CallId lost = recorded(CALLER, "hello");
        recordings.store().delete(lost + ".wav");
        for (Map.Entry<CallId, String> each :
                Map.of(changed, "broken", lost, "missing").entrySet()) {
            byte[] pack = pack(each.getKey(), true);
            JsonNode sound = json(Zips.entries(pack), "recordings.json").get(0);
            assertThat(sound.path("state").asString()).isEqualTo(each.getValue());
            assertThat(sound.has("entry")).isFalse();
            assertThat(verify(pack, KEY.publicKey()).holds()).isTrue();
        }
    }

    @Test
    void the_tenants_redaction_holds_in_packs_too() throws Exception {
        CallId call = TalkedCall.of(acme, CALLER, "my card is " + CARD).id();
        for (byte[] pack : List.of(pack(call, false), subject(CALLER, false))) {
            Map<String, byte[]> entries = Zips.entries(pack);
            entries.forEach((name, bytes) ->
                    assertThat(new String(bytes, UTF_8)).as(name).doesNotContain(CARD));
            assertThat(entries.values().stream().map(bytes -> new String(bytes, UTF_8)))
                    .anyMatch(text -> text.contains("my card is ["));
        }
    }

    @Test
    void a_deletions_receipt_has_the_hashes_that_the_pack_had() throws Exception {
        CallId call = recorded("+15551230077", "hello");
        JsonNode packed = json(Zips.entries(pack(call, false)), "digests.json");
        database.db().platform(Specimen.TEST, Specimen.TESTER, tx -> {
            var job = DeletionJobs.begin(tx, acme.tenant(), DeletionJob.Cause.ERASURE);
            return Retention.erase(tx, acme.tenant(), job, KEY, "+15551230077");
        });
        Receipt receipt = in(tx -> Receipts.ofCall(tx, call)).getFirst();
        assertThat(Json.tree(receipt.body()).path("what")).isEqualTo(packed);
        Map<String, byte[]> after = Zips.entries(pack(call, true));
        assertThat(json(after, "call.json").path("content_deleted").asBoolean()).isTrue();
        assertThat(text(after, "events.jsonl")).isEmpty();
        assertThat(json(after, "receipts.json").get(0).path("hash").asString()).isEqualTo(receipt.hash());
    }

    @Test
    void every_change_is_found_and_named() throws Exception {
        CallId call = recorded(CALLER, "hello");
        Map<String, byte[]> whole = Zips.entries(pack(call, true));
        assertThat(verify(Zips.of(whole), KEY.publicKey()).holds())
                .as("how it is packed does not matter")
                .isTrue();
        int tried = 0;
        for (String name : whole.keySet()) {
            boolean frame = name.startsWith("manifest");
            for (byte[] other : List.of(flipped(whole.get(name)), longer(whole.get(name)))) {
                Map<String, byte[]> changed = new LinkedHashMap<>(whole);
                changed.put(name, other);
                String bad = bad(changed);
                if (frame) assertThat(bad).startsWith("manifest.");
                else assertThat(bad).isEqualTo(name);
                tried++;
            }
            Map<String, byte[]> without = new LinkedHashMap<>(whole);
            without.remove(name);
            assertThat(bad(without)).isEqualTo(name);
            Map<String, byte[]> renamed = new LinkedHashMap<>(without);
            renamed.put("other-" + name, whole.get(name));
            assertThat(bad(renamed)).isEqualTo(name);
        }
        assertThat(tried).isEqualTo(2 * 16);
        Map<String, byte[]> more = new LinkedHashMap<>();
        more.put("call-2.json", whole.get("call.json"));
        more.putAll(whole);
        assertThat(bad(more)).isEqualTo("call-2.json");
        Map<String, byte[]> swapped = new LinkedHashMap<>(whole);
        swapped.put("holds.json", whole.get("costs.json"));
        swapped.put("costs.json", "[1]".getBytes(UTF_8));
        assertThat(bad(swapped)).isEqualTo("costs.json");
    }

    @Test
    void a_manifest_signed_by_somebody_else_is_not_the_platforms() throws Exception {
        CallId call = recorded(CALLER, "hello");
        SigningKey forger = SigningKey.of(Arrays.copyOf(new byte[] {1}, 32));
        Map<String, byte[]> forged = Zips.entries(pack(call, false));
        forged.put("call.json", "{}".getBytes(UTF_8));
        Manifest old = Json.read(Objects.requireNonNull(forged.get("manifest.json")), Manifest.class);
        List<Manifest.Entry> entries = new ArrayList<>(old.entries());
        entries.set(0, new Manifest.Entry("call.json", 2, sha256("{}".getBytes(UTF_8))));
        byte[] manifest = Json.bytes(new Manifest(
                old.format(),
                old.kind(),
                old.pack(),
                old.tenant(),
                old.call(),
                old.createdAt(),
                old.createdBy(),
                old.redaction(),
                HexFormat.of().formatHex(forger.publicKey()),
                entries));
        forged.put("manifest.json", manifest);
        forged.put("manifest.sig", forger.sign(Manifest.PURPOSE, manifest));
        assertThat(verify(Zips.of(forged), null).keyId()).isEqualTo(forger.id());
        assertThat(verify(Zips.of(forged), KEY.publicKey()).bad()).isEqualTo("manifest.sig");
        forged.put("manifest.sig", KEY.sign("voiceops.receipt.v1", manifest));
        assertThat(verify(Zips.of(forged), KEY.publicKey()).bad())
                .as("signed by the platform, but for something else")
                .isEqualTo("manifest.sig");
    }

    @Test
    void a_file_that_is_cut_off_or_shows_two_faces_does_not_hold() throws Exception {
        byte[] pack = pack(recorded(CALLER, "hello"), true);
        for (int length = 1; length < pack.length; length += 1 + length / 3) {
            assertThat(verify(Arrays.copyOf(pack, length), KEY.publicKey()).holds())
                    .as("cut after " + length)
                    .isFalse();
        }
        assertThat(verify(new byte[0], null).holds()).isFalse();
        assertThat(verify("no zip at all".getBytes(UTF_8), null).bad()).isEqualTo("manifest.json");
        // a second archive appended: programs that read by the directory see that one
        byte[] other = Zips.of(Map.of("call.json", "{}".getBytes(UTF_8)));
        byte[] both = Arrays.copyOf(pack, pack.length + other.length);
        System.arraycopy(other, 0, both, pack.length, other.length);
        assertThat(verify(both, KEY.publicKey()).holds()).isFalse();
    }

    @Test
    void a_writer_that_breaks_off_leaves_no_pack() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PackWriter writer = new PackWriter(out, Instant.EPOCH);
        writer.add("call.json", "{}".getBytes(UTF_8));
        assertThatThrownBy(() -> writer.add("sound", content -> {
                    throw new IOException("the store is gone");
                }))
                .hasMessage("the store is gone");
        assertThat(verify(out.toByteArray(), null).holds()).isFalse();
    }

    @Test
    void a_callers_data_is_one_file_of_all_calls_and_of_no_others() throws Exception {
        CallId one = recorded("+15551230042", "first");
        CallId two = recorded("+15551230042", "second");
        CallId other = recorded("+15551230043", "somebody else");
        Specimen stranger = Specimen.plant(database.db());
        CallId foreign =
                TalkedCall.of(stranger, "+15551230042", "of another tenant").id();
        byte[] pack = subject("+15551230042", true);
        Map<String, byte[]> entries = Zips.entries(pack);
        assertThat(json(entries, "subject.json").path("number").asString()).isEqualTo("+15551230042");
        for (CallId call : List.of(one, two)) {
            assertThat(entries).containsKey("calls/" + call + "/transcript.json");
            assertThat(entries.get(
                            "calls/" + call + "/recording-" + recording(call).id() + ".wav"))
                    .isEqualTo(SOUND);
            assertThat(entries).doesNotContainKey("calls/" + call + "/snapshot.json");
        }
        assertThat(entries.keySet())
                .noneMatch(name -> name.contains(other.toString()) || name.contains(foreign.toString()));
        PackVerifier.Finding finding = verify(pack, KEY.publicKey());
        assertThat(finding.holds()).as(finding.bad() + " " + finding.why()).isTrue();
        assertThat(Objects.requireNonNull(finding.manifest()).kind()).isEqualTo("subject");
    }

    @Test
    void openssl_verifies_what_the_documentation_says() throws Exception {
        Path openssl = Path.of("/usr/bin/openssl");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(openssl), "no openssl on this machine");
        Map<String, byte[]> entries = Zips.entries(pack(recorded(CALLER, "hello"), false));
        Path place = Files.createDirectories(folder.resolve("openssl"));
        byte[] signed = (Manifest.PURPOSE + "\n" + text(entries, "manifest.json")).getBytes(UTF_8);
        Files.write(place.resolve("signed"), signed);
        Files.write(place.resolve("manifest.sig"), entries.get("manifest.sig"));
        Files.writeString(place.resolve("key.pem"), PublicKeys.pem(KEY.publicKey()));
        String[] command = {
            openssl.toString(),
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "key.pem",
            "-rawin",
            "-in",
            "signed",
            "-sigfile",
            "manifest.sig"
        };
        assertThat(run(place, command)).isZero();
        Files.write(place.resolve("signed"), flipped(signed));
        assertThat(run(place, command)).isNotZero();
    }

    @Test
    void keys_are_read_in_both_forms() {
        byte[] half = KEY.publicKey();
        assertThat(PublicKeys.parse(PublicKeys.pem(half))).isEqualTo(half);
        assertThat(PublicKeys.parse(HexFormat.of().formatHex(half) + "\n")).isEqualTo(half);
        assertThatThrownBy(() -> PublicKeys.parse("abc")).isInstanceOf(IllegalArgumentException.class);
    }

    private static int run(Path place, String... command) throws Exception {
        return new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String bad(Map<String, byte[]> entries) throws IOException {
        PackVerifier.Finding finding = verify(Zips.of(entries), KEY.publicKey());
        assertThat(finding.holds()).isFalse();
        return Objects.requireNonNull(finding.bad());
    }

    private static PackVerifier.Finding verify(byte[] pack, byte @Nullable [] key) throws IOException {
        Path file = Files.write(folder.resolve(UUID.randomUUID() + ".zip"), pack);
        return PackVerifier.verify(file, key);
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] other = bytes.length == 0 ? new byte[1] : bytes.clone();
        other[other.length / 2] ^= 1;
        return other;
    }

    private static byte[] longer(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static byte[] pack(CallId call, boolean sound) throws IOException {
        return written(packs.call(door(), call, sound).orElseThrow());
    }

    private static byte[] subject(String number, boolean sound) throws IOException {
        return written(packs.subject(door(), number, sound));
    }

    private static byte[] written(Packs.Prepared prepared) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packs.write(prepared, out);
        return out.toByteArray();
    }

    private static Packs.Door door() {
        return new Packs.Door() {
            @Override
            public <R extends @Nullable Object> R in(Work<TenantTx, R> work) {
                return database.db().tenant(acme.tenant(), Specimen.TESTER, work);
            }
        };
    }

    private static <R extends @Nullable Object> R in(Work<TenantTx, R> work) {
        return door().in(work);
    }

    private static CallId recorded(String from, String words) throws IOException {
        CallId call = TalkedCall.of(acme, from, words).id();
        SealedRecordings.Draft draft = recordings.begin(acme.tenant(), call, call + ".wav");
        draft.stream().write(SOUND);
        draft.stream().close();
        return in(tx -> {
            Recordings.insert(
                    tx,
                    new Recording(
                            draft.id(), call, draft.key(), sha256(SOUND), SOUND.length, 6_250, 2, draft.keySealed()));
            return call;
        });
    }

    private static Recording recording(CallId call) {
        return in(tx -> Recordings.ofCall(tx, call)).getFirst();
    }

    private static long exports(CallId call) {
        return in(tx -> Audit.count(tx, AuditAction.CALL_EXPORTED, new Audit.Target("call", call.toString())));
    }

    private static JsonNode json(Map<String, byte[]> entries, String name) {
        return Json.tree(text(entries, name));
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(Objects.requireNonNull(entries.get(name), name), UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
