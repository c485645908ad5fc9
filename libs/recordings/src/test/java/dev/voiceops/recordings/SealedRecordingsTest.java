package dev.voiceops.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.audio.CallRecorder;
import dev.voiceops.audio.FrameSink;
import dev.voiceops.audio.Mulaw;
import dev.voiceops.audio.Wav;
import dev.voiceops.recordings.SealedRecordings.Verdict;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Recording;
import dev.voiceops.store.RecordingId;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Vault;
import dev.voiceops.store.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedRecordingsTest {
    private static final long MS = 1_000_000;
    private final TenantId tenant = TenantId.create();
    private final CallId call = CallId.create();

    @TempDir
    private Path folder;

    private @Nullable SealedRecordings recordings;

    @BeforeEach
    void open() {
        recordings = new SealedRecordings(new LocalRecordings(folder), Vault.of(TestDatabase.KEYS));
    }

    @Test
    void tones_go_through_the_recorder_and_the_cipher_and_are_found_within_20_ms_of_where_they_were() throws Exception {
        SealedRecordings.Draft draft = store().begin(tenant, call, "t/c/1.wav");
        long[] now = {77 * MS};
        CallRecorder recorder = new CallRecorder(draft.stream(), Runnable::run, () -> now[0]);
        FrameSink line = recorder.recording(new Nowhere());
        List<Integer> callerAt = List.of(1_500, 4_240, 9_760);
        List<Integer> agentAt = List.of(2_600, 6_020, 9_760);
        byte[] silence = new byte[160];
        Arrays.fill(silence, Mulaw.SILENCE);
        byte[] beep = tone();
        for (int ms = 0; ms < 12_000; ms += 20) {
            now[0] = (77 + 30 + ms + 20 + (ms * 7 % 15)) * MS;
            recorder.caller(callerAt.contains(ms) ? beep : silence, 0, 160, ms);
            line.media(agentAt.contains(ms) ? beep : silence);
        }
        var made = recorder.close().get();
        Recording row = row(draft, made.sha256(), made.bytes());
        assertThat(store().verify(tenant, row)).isEqualTo(Verdict.WHOLE);
        Wav wav;
        try (SeekableByteChannel sound = store().open(tenant, row)) {
            wav = Wav.read(Channels.newInputStream(sound));
        }
        assertThat(onsets(wav.channel(0)))
                .hasSameSizeAs(callerAt)
                .allSatisfy(at -> assertThat(near(at, callerAt, 0)).isTrue());
        // what the agent says is on the line 30 ms (the way of a frame) and a frame after the caller's clock
        assertThat(onsets(wav.channel(1)))
                .hasSameSizeAs(agentAt)
                .allSatisfy(at -> assertThat(near(at, agentAt, 20)).isTrue());
    }

    @Test
    void any_stretch_is_read_without_the_rest() throws Exception {
        byte[] sound = new byte[300_000];
        new Random(7).nextBytes(sound);
        Recording row = recorded("a.wav", sound);
        Random random = new Random(3);
        try (SeekableByteChannel channel = store().open(tenant, row)) {
            assertThat(channel.size()).isEqualTo(sound.length);
            for (int i = 0; i < 50; i++) {
                int from = random.nextInt(sound.length);
                int length = random.nextInt(Math.min(1_000, sound.length - from) + 1);
                ByteBuffer read = ByteBuffer.allocate(length);
                channel.position(from);
                while (read.hasRemaining() && channel.read(read) >= 0) {}
                assertThat(read.array()).isEqualTo(Arrays.copyOfRange(sound, from, from + length));
            }
        }
    }

    @Test
    void only_the_segments_that_are_asked_for_must_be_sound() throws Exception {
        byte[] sound = new byte[300_000];
        Recording row = recorded("a.wav", sound);
        byte[] sealed = Files.readAllBytes(folder.resolve("a.wav"));
        sealed[200_000] ^= 1;
        Files.write(folder.resolve("a.wav"), sealed);
        try (SeekableByteChannel channel = store().open(tenant, row)) {
            assertThat(channel.read(ByteBuffer.allocate(1_000))).isPositive();
            channel.position(200_000);
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1_000))).isInstanceOf(IOException.class);
        }
        assertThat(store().verify(tenant, row)).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void what_lies_there_is_not_the_sound() throws Exception {
        recorded("a.wav", "RIFF and the words of a caller".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(Files.readAllBytes(folder.resolve("a.wav")), StandardCharsets.ISO_8859_1))
                .doesNotContain("RIFF", "words");
    }

    @Test
    void a_recording_opens_only_for_its_own_tenant_call_and_row() throws Exception {
        Recording row = recorded("a.wav", new byte[1_000]);
        assertThat(store().verify(TenantId.create(), row)).isEqualTo(Verdict.BROKEN);
        Recording ofOtherCall =
                new Recording(row.id(), CallId.create(), row.key(), row.sha256(), row.bytes(), 0, 2, row.keySealed());
        assertThat(store().verify(tenant, ofOtherCall)).isEqualTo(Verdict.BROKEN);
        Recording other = recorded("b.wav", new byte[1_000]);
        Files.copy(folder.resolve("b.wav"), folder.resolve("a.wav"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(store().verify(tenant, row)).isEqualTo(Verdict.BROKEN);
        assertThat(store().verify(tenant, other)).isEqualTo(Verdict.WHOLE);
    }

    @Test
    void a_missing_object_and_a_shortened_one_are_told_apart() throws Exception {
        Recording row = recorded("x/a.wav", new byte[200_000]);
        byte[] sealed = Files.readAllBytes(folder.resolve("x/a.wav"));
        Files.write(folder.resolve("x/a.wav"), Arrays.copyOf(sealed, 66_000));
        assertThat(store().verify(tenant, row)).isEqualTo(Verdict.BROKEN);
        assertThat(store().store().delete("x/a.wav")).isTrue();
        assertThat(store().store().delete("x/a.wav")).isFalse();
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(store().verify(tenant, row)).isEqualTo(Verdict.MISSING);
        assertThatThrownBy(() -> store().open(tenant, row)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void objects_are_listed_in_the_order_of_their_keys_page_by_page() throws Exception {
        for (String key : List.of("b/2.wav", "a.wav", "b/1.wav", "b.wav", "b/c/0.wav", "c/1.wav"))
            recorded(key, new byte[1]);
        assertThatThrownBy(() -> store().begin(tenant, call, "a.wav")).isInstanceOf(FileAlreadyExistsException.class);
        List<String> all = new ArrayList<>();
        for (String after = ""; ; after = all.getLast()) {
            List<RecordingStore.Stored> page = store().store().list(after, 2);
            if (page.isEmpty()) break;
            page.forEach(stored -> all.add(stored.key()));
        }
        assertThat(all).containsExactly("a.wav", "b.wav", "b/1.wav", "b/2.wav", "b/c/0.wav", "c/1.wav");
        for (String wrong : List.of("../a", "a//b", "/a", "a/.b", "")) {
            assertThatThrownBy(() -> store().store().open(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_player_gets_a_header_with_the_length_and_otherwise_the_recorded_bytes() throws Exception {
        byte[] head = Wav.header(Wav.Format.CALL_RECORDING, Wav.UNTIL_END_OF_FILE);
        byte[] file = Arrays.copyOf(head, head.length + 1_600);
        Arrays.fill(file, head.length, file.length, (byte) 0x20);
        Recording row = recorded("a.wav", file);
        try (PlayableSound sound = new PlayableSound(store().open(tenant, row), row)) {
            assertThat(copy(sound, 0, file.length)).startsWith(Wav.header(Wav.Format.CALL_RECORDING, 1_600));
            assertThat(copy(sound, 50, 20)).endsWith(new byte[] {0x20, 0x20}).hasSize(20);
            assertThat(copy(sound, 100, 5)).containsOnly(0x20);
        }
    }

    private static byte[] copy(PlayableSound sound, long from, long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sound.copy(from, length, out);
        return out.toByteArray();
    }

    private Recording recorded(String key, byte[] sound) throws Exception {
        SealedRecordings.Draft draft = store().begin(tenant, call, key);
        draft.stream().write(sound);
        draft.stream().close();
        return row(draft, HexFormat.of().formatHex(SealedRecordings.sha256().digest(sound)), sound.length);
    }

    private Recording row(SealedRecordings.Draft draft, String sha256, long bytes) {
        RecordingId id = draft.id();
        return new Recording(id, call, draft.key(), sha256, bytes, 0, 2, draft.keySealed());
    }

    private SealedRecordings store() {
        return java.util.Objects.requireNonNull(recordings);
    }

    private static byte[] tone() {
        short[] pcm = new short[160];
        for (int i = 0; i < pcm.length; i++) pcm[i] = (short) (10_000 * Math.sin(2 * Math.PI * 1_000 * i / 8_000));
        return Mulaw.encode(pcm);
    }

    private static List<Integer> onsets(short[] samples) {
        List<Integer> found = new ArrayList<>();
        int quiet = Integer.MAX_VALUE;
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs(samples[i]) > 2_000) {
                if (quiet > 800) found.add(i / 8);
                quiet = 0;
            } else if (quiet < Integer.MAX_VALUE) quiet++;
        }
        return found;
    }

    private static boolean near(int at, List<Integer> wanted, int later) {
        return wanted.stream().anyMatch(ms -> Math.abs(at - ms - later) <= 20);
    }

    private static final class Nowhere implements FrameSink {
        @Override
        public void media(byte[] frame) {}

        @Override
        public void mark(String name) {}

        @Override
        public void clear() {}
    }
}
