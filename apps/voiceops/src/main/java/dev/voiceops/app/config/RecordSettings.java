package dev.voiceops.app.config;

import java.net.URI;
import java.time.LocalTime;
import java.util.List;

/** What is kept of calls, where, and for how long. */
public final class RecordSettings {
    private RecordSettings() {}

    private static final String RECORDS = "Records of calls";

    public static final Setting<LocalTime> RETENTION_AT = Setting.of(
            "VOICEOPS_RETENTION_AT",
            RECORDS,
            "03:00",
            "Time of day at which the daily run of retention begins, in each tenant's time zone, HH:MM",
            Parse::timeOfDay);
    public static final Setting<Integer> HOLD_GRACE_DAYS = Setting.of(
            "VOICEOPS_HOLD_GRACE_DAYS",
            RECORDS,
            "7",
            "How long a legal hold still protects after it was released, days",
            Parse.between(0, 365));

    public static final Setting<String> S3_BUCKET = Setting.of(
            "VOICEOPS_S3_BUCKET",
            RECORDS,
            null,
            "Bucket for the recordings; without it they lie in VOICEOPS_HOME/recordings",
            Parse::text);
    public static final Setting<URI> S3_ENDPOINT = Setting.of(
            "VOICEOPS_S3_ENDPOINT",
            RECORDS,
            null,
            "URL of a server that speaks S3's protocol; by default Amazon's of the region",
            Parse.url("http", "https"));
    public static final Setting<String> S3_REGION = Setting.of(
            "VOICEOPS_S3_REGION", RECORDS, "us-east-1", "Region of the bucket, which signatures name", Parse::text);
    public static final Setting<String> S3_PREFIX = Setting.of(
            "VOICEOPS_S3_PREFIX",
            RECORDS,
            "recordings/",
            "What the keys of recordings begin with in the bucket, ending in a slash",
            Parse::keyPrefix);
    public static final Setting<String> S3_ACCESS_KEY = Setting.of(
            "VOICEOPS_S3_ACCESS_KEY",
            RECORDS,
            null,
            "Access key of the bucket; without it the key is found as Amazon's SDK does (environment, profile, role)",
            Parse::text);
    public static final Setting<String> S3_SECRET_KEY = Setting.of(
                    "VOICEOPS_S3_SECRET_KEY",
                    RECORDS,
                    null,
                    "Secret that belongs to VOICEOPS_S3_ACCESS_KEY",
                    Parse::text)
            .asSecret();

    /** In the order in which {@code voiceops config} prints them. */
    static final List<Setting<?>> ALL = List.of(
            RETENTION_AT, HOLD_GRACE_DAYS, S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_PREFIX, S3_ACCESS_KEY, S3_SECRET_KEY);
}
