package dev.voiceops.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in a bucket. An object is sent in parts while it is written and is there when it was closed; what a bucket with
 * versions keeps of it goes with it when it is deleted. Any thread.
 */
public final class S3Recordings implements RecordingStore, AutoCloseable {
    private static final Duration WHOLE = Duration.ofSeconds(60);
    private static final Duration TRY = Duration.ofSeconds(20);
    private static final int PAGE = 1_000;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private volatile @Nullable Boolean versioned;

    /** Connects when it is first asked for something. */
    public S3Recordings(S3Place place) {
        bucket = place.bucket();
        prefix = place.prefix();
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(place.region()))
                .credentialsProvider(credentials(place))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(TRY))
                .overrideConfiguration(limits -> limits.apiCallTimeout(WHOLE).apiCallAttemptTimeout(TRY))
                // what lies there is authenticated by its own cipher; not every server knows the newer checksums
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (place.endpoint() != null) builder.endpointOverride(place.endpoint()).forcePathStyle(true);
        client = builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Place place) {
        S3Place.Keys keys = place.keys();
        return keys == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.id(), keys.secret().reveal()));
    }

    @Override
    public OutputStream create(String key) throws IOException {
        if (exists(key)) throw new FileAlreadyExistsException(key);
        return new S3Upload(client, bucket, name(key));
    }

    @Override
    public SeekableByteChannel open(String key) throws IOException {
        HeadObjectResponse head = S3Failures.of(
                key, () -> client.headObject(ask -> ask.bucket(bucket).key(name(key))));
        return new S3Channel(client, bucket, name(key), head.contentLength(), head.eTag());
    }

    @Override
    public boolean exists(String key) throws IOException {
        return S3Failures.found(
                () -> client.headObject(ask -> ask.bucket(bucket).key(name(key))));
    }

    @Override
    public boolean delete(String key) throws IOException {
        boolean was = exists(key);
        S3Failures.of(key, () -> client.deleteObject(ask -> ask.bucket(bucket).key(name(key))));
        return keepsVersions() ? deleteVersions(key) || was : was;
    }

    /** The versions and the marks of deletion, too. */
    private boolean deleteVersions(String key) throws IOException {
        boolean any = false;
        String name = name(key);
        while (true) {
            ListObjectVersionsResponse page = S3Failures.of(
                    key,
                    () -> client.listObjectVersions(ask -> ask.bucket(bucket).prefix(name)));
            List<String> versions = new ArrayList<>();
            page.versions().stream()
                    .filter(one -> one.key().equals(name))
                    .forEach(one -> versions.add(one.versionId()));
            any |= !versions.isEmpty();
            page.deleteMarkers().stream()
                    .filter(one -> one.key().equals(name))
                    .forEach(one -> versions.add(one.versionId()));
            if (versions.isEmpty()) return any;
            for (String version : versions) {
                S3Failures.of(
                        key,
                        () -> client.deleteObject(
                                ask -> ask.bucket(bucket).key(name).versionId(version)));
            }
        }
    }

    private boolean keepsVersions() throws IOException {
        Boolean known = versioned;
        if (known != null) return known;
        boolean keeps = S3Failures.orElse(
                Set.of(501, 405),
                () -> {
                    BucketVersioningStatus status = client.getBucketVersioning(ask -> ask.bucket(bucket))
                            .status();
                    return status == BucketVersioningStatus.ENABLED || status == BucketVersioningStatus.SUSPENDED;
                },
                false);
        versioned = keeps;
        return keeps;
    }

    @Override
    public List<Stored> list(String after, int limit) throws IOException {
        List<Stored> found = new ArrayList<>();
        String from = after;
        while (found.size() < limit) {
            String start = prefix + from;
            ListObjectsV2Response page = S3Failures.of(
                    after,
                    () -> client.listObjectsV2(ask ->
                            ask.bucket(bucket).prefix(prefix).startAfter(start).maxKeys(PAGE)));
            for (S3Object object : page.contents()) {
                String key = object.key().substring(prefix.length());
                if (found.size() < limit && KEY.matcher(key).matches()) {
                    found.add(new Stored(key, object.lastModified(), object.size()));
                }
                from = key;
            }
            if (!Boolean.TRUE.equals(page.isTruncated()) || page.contents().isEmpty()) break;
        }
        return found;
    }

    @Override
    public int abandonUnfinished(Instant before) throws IOException {
        List<MultipartUpload> old = S3Failures.of(
                prefix,
                () -> client.listMultipartUploads(ask -> ask.bucket(bucket).prefix(prefix)).uploads().stream()
                        .filter(upload -> upload.initiated().isBefore(before))
                        .toList());
        for (MultipartUpload upload : old) {
            S3Failures.of(
                    prefix,
                    () -> client.abortMultipartUpload(
                            ask -> ask.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        }
        return old.size();
    }

    private String name(String key) {
        return prefix + RecordingStore.checked(key);
    }

    @Override
    public void close() {
        client.close();
    }
}
