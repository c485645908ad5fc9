package dev.voiceops.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.CallId;
import dev.voiceops.store.Recording;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Vault;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The store in S3 against S3Proxy, which speaks the protocol over HTTP and checks every signature. */
class S3RecordingsTest {
    private static final String ID = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI";
    private static S3Proxy server;
    private static S3Client bare;
    private static int buckets;

    @BeforeAll
    static void open() throws Exception {
        server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ID, SECRET)
                .build();
        server.start();
        bare = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, SECRET)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void close() throws Exception {
        bare.close();
        server.stop();
    }

    @Test
    void an_object_is_there_when_it_was_closed_and_not_before() throws IOException {
        try (S3Recordings store = store(bucket())) {
            OutputStream out = store.create("t/c/1.wav");
            out.write("hello ".getBytes(UTF_8));
            assertThat(store.exists("t/c/1.wav")).isFalse();
            out.write("you".getBytes(UTF_8));
            out.close();
            out.close();
            assertThat(store.exists("t/c/1.wav")).isTrue();
            assertThat(new String(read(store, "t/c/1.wav", 0, 9), UTF_8)).isEqualTo("hello you");
            assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.create("t/c/1.wav")).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> store.open("t/c/2.wav")).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> store.create("../x")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_long_recording_goes_in_parts_and_any_part_of_it_can_be_read() throws IOException {
        byte[] sound = new byte[11 * 1024 * 1024 + 17];
        new Random(7).nextBytes(sound);
        try (S3Recordings store = store(bucket())) {
            try (OutputStream out = store.create("t/c/1.wav")) {
                for (int from = 0; from < sound.length; from += 100_003) {
                    out.write(sound, from, Math.min(100_003, sound.length - from));
                }
            }
            for (int at : new int[] {0, 262_143, 5 * 1024 * 1024 - 3, sound.length - 5}) {
                int count = Math.min(300_000, sound.length - at);
                assertThat(read(store, "t/c/1.wav", at, count)).isEqualTo(Arrays.copyOfRange(sound, at, at + count));
            }
            try (SeekableByteChannel channel = store.open("t/c/1.wav")) {
                assertThat(channel.size()).isEqualTo(sound.length);
                assertThat(channel.position(sound.length).read(ByteBuffer.allocate(1)))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void sealed_sound_is_whole_and_something_else_in_its_place_is_not() throws Exception {
        String bucket = bucket();
        try (S3Recordings store = store(bucket)) {
            SealedRecordings sealed = new SealedRecordings(store, Vault.of(TestDatabase.KEYS));
            TenantId tenant = TenantId.create();
            CallId call = CallId.create();
            SealedRecordings.Draft draft = sealed.begin(tenant, call, "t/c/1.wav");
            byte[] sound = new byte[200_000];
            new Random(8).nextBytes(sound);
            draft.stream().write(sound);
            draft.stream().close();
            String hash = HexFormat.of().formatHex(SealedRecordings.sha256().digest(sound));
            Recording row =
                    new Recording(draft.id(), call, draft.key(), hash, sound.length, 12_500, 2, draft.keySealed());
            assertThat(sealed.verify(tenant, row)).isEqualTo(SealedRecordings.Verdict.WHOLE);
            assertThat(read(store, "t/c/1.wav", 0, 200_000)).isNotEqualTo(sound);
            bare.putObject(ask -> ask.bucket(bucket).key("calls/t/c/1.wav"), RequestBody.fromBytes(sound));
            assertThat(sealed.verify(tenant, row)).isEqualTo(SealedRecordings.Verdict.BROKEN);
            store.delete("t/c/1.wav");
            assertThat(sealed.verify(tenant, row)).isEqualTo(SealedRecordings.Verdict.MISSING);
        }
    }

    @Test
    void an_object_that_is_exchanged_while_it_is_read_is_noticed() throws IOException {
        String bucket = bucket();
        try (S3Recordings store = store(bucket)) {
            put(store, "t/c/1.wav", 600_000);
            try (SeekableByteChannel channel = store.open("t/c/1.wav")) {
                channel.read(ByteBuffer.allocate(10));
                bare.putObject(
                        ask -> ask.bucket(bucket).key("calls/t/c/1.wav"), RequestBody.fromBytes(new byte[700_000]));
                channel.position(500_000);
                assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("412");
            }
        }
    }

    @Test
    void what_is_deleted_is_gone_with_all_its_versions() throws IOException {
        String bucket = bucket();
        bare.putBucketVersioning(ask ->
                ask.bucket(bucket).versioningConfiguration(keeps -> keeps.status(BucketVersioningStatus.ENABLED)));
        try (S3Recordings store = store(bucket)) {
            put(store, "t/c/1.wav", 10);
            put(store, "t/c/1.wav.more", 10);
            bare.putObject(ask -> ask.bucket(bucket).key("calls/t/c/1.wav"), RequestBody.fromString("again"));
            assertThat(store.delete("t/c/1.wav")).isTrue();
            assertThat(store.exists("t/c/1.wav")).isFalse();
            assertThat(store.delete("t/c/1.wav")).isFalse();
            var left = bare.listObjectVersions(ask -> ask.bucket(bucket));
            assertThat(left.versions()).extracting(version -> version.key()).containsExactly("calls/t/c/1.wav.more");
            assertThat(left.deleteMarkers()).isEmpty();
        }
        try (S3Recordings plain = store(bucket())) {
            put(plain, "t/c/1.wav", 10);
            assertThat(plain.delete("t/c/1.wav")).isTrue();
            assertThat(plain.delete("t/c/1.wav")).isFalse();
        }
    }

    @Test
    void objects_are_listed_in_the_order_of_keys_below_the_prefix_alone() throws IOException {
        String bucket = bucket();
        bare.putObject(ask -> ask.bucket(bucket).key("other/x.wav"), RequestBody.fromString("not ours"));
        try (S3Recordings store = store(bucket)) {
            List<String> keys = IntStream.range(0, 25)
                    .mapToObj(i -> "t/" + i + "/1.wav")
                    .sorted()
                    .toList();
            for (String key : keys) put(store, key, 3);
            assertThat(store.list("", 100))
                    .extracting(RecordingStore.Stored::key)
                    .isEqualTo(keys);
            assertThat(store.list(keys.get(9), 5))
                    .extracting(RecordingStore.Stored::key)
                    .isEqualTo(keys.subList(10, 15));
            assertThat(store.list("", 1).getFirst().bytes()).isEqualTo(3);
            assertThat(store.list(keys.getLast(), 5)).isEmpty();
        }
    }

    @Test
    void uploads_that_nobody_finished_are_freed_when_they_are_old() throws IOException {
        String bucket = bucket();
        try (S3Recordings store = store(bucket)) {
            OutputStream abandoned = store.create("t/c/1.wav");
            abandoned.write(new byte[6 * 1024 * 1024]);
            assertThat(store.list("", 10)).isEmpty();
            assertThat(store.abandonUnfinished(Instant.now().minus(Duration.ofHours(1))))
                    .isZero();
            assertThat(store.abandonUnfinished(Instant.now().plus(Duration.ofHours(1))))
                    .isEqualTo(1);
            assertThat(bare.listMultipartUploads(ask -> ask.bucket(bucket)).uploads())
                    .isEmpty();
        }
    }

    @Test
    void a_wrong_secret_a_missing_bucket_and_a_server_that_is_away_are_told_without_the_secret() {
        String bucket = bucket();
        try (S3Recordings stranger = new S3Recordings(place(bucket, endpoint(), "wrong-secret"))) {
            assertThatThrownBy(() -> stranger.list("", 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("403")
                    .hasMessageNotContaining("wrong-secret");
        }
        try (S3Recordings nowhere = store("no-such-bucket")) {
            assertThatThrownBy(() -> put(nowhere, "t/c/1.wav", 1)).isInstanceOf(IOException.class);
        }
        assertThat(place(bucket, endpoint(), SECRET).toString()).doesNotContain(SECRET);
    }

    private static void put(RecordingStore store, String key, int bytes) throws IOException {
        try (OutputStream out = store.create(key)) {
            out.write(new byte[bytes]);
        }
    }

    private static byte[] read(RecordingStore store, String key, int at, int count) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(count);
        try (SeekableByteChannel channel = store.open(key)) {
            channel.position(at);
            while (into.hasRemaining() && channel.read(into) >= 0) {}
        }
        return Arrays.copyOf(into.array(), into.position());
    }

    private static String bucket() {
        String name = "bucket-" + ++buckets;
        bare.createBucket(ask -> ask.bucket(name));
        return name;
    }

    private static S3Recordings store(String bucket) {
        return new S3Recordings(place(bucket, endpoint(), SECRET));
    }

    private static S3Place place(String bucket, URI endpoint, String secret) {
        return new S3Place(bucket, endpoint, "us-east-1", "calls/", new S3Place.Keys(ID, Secret.of(secret)));
    }

    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }
}
