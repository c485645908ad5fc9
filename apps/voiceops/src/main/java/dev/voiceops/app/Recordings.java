package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.ConfigException;
import dev.voiceops.app.config.RecordSettings;
import dev.voiceops.app.config.Settings;
import dev.voiceops.recordings.LocalRecordings;
import dev.voiceops.recordings.RecordingStore;
import dev.voiceops.recordings.S3Place;
import dev.voiceops.recordings.S3Recordings;
import dev.voiceops.store.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From settings to where recordings lie. Stateless. */
final class Recordings {
    private Recordings() {}

    /** A bucket when one is named, else a folder of this machine. */
    static RecordingStore store(Config config) {
        Optional<String> bucket = config.find(RecordSettings.S3_BUCKET);
        if (bucket.isEmpty()) {
            return new LocalRecordings(config.get(Settings.HOME).resolve("recordings"));
        }
        return new S3Recordings(new S3Place(
                bucket.get(),
                config.find(RecordSettings.S3_ENDPOINT).orElse(null),
                config.get(RecordSettings.S3_REGION),
                config.get(RecordSettings.S3_PREFIX),
                keys(config)));
    }

    private static S3Place.@Nullable Keys keys(Config config) {
        Optional<String> id = config.find(RecordSettings.S3_ACCESS_KEY);
        Optional<String> secret = config.find(RecordSettings.S3_SECRET_KEY);
        if (id.isPresent() != secret.isPresent()) {
            throw new ConfigException(List.of(RecordSettings.S3_ACCESS_KEY.name() + " and "
                    + RecordSettings.S3_SECRET_KEY.name() + " belong together: set both, or neither"));
        }
        return id.isEmpty() || secret.isEmpty() ? null : new S3Place.Keys(id.get(), Secret.of(secret.get()));
    }
}
