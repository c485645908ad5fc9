package dev.voiceops.recordings;

import dev.voiceops.store.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where recordings lie in S3 or in something that speaks its protocol. Prints no secret.
 *
 * @param endpoint of a server that is not Amazon's; null: Amazon's own of the region
 * @param prefix of every object's key; empty, or ending in a slash
 * @param keys null: found as the AWS SDK does by default (environment, profile, role of the machine)
 */
public record S3Place(
        String bucket,
        @Nullable URI endpoint,
        String region,
        String prefix,
        @Nullable Keys keys) {
    public S3Place {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) throw new IllegalArgumentException("the prefix must end in /");
    }

    /** An access key. */
    public record Keys(String id, Secret secret) {
        @Override
        public String toString() {
            return "Keys[]";
        }
    }

    @Override
    public String toString() {
        return "S3Place[" + bucket + "/" + prefix + "]";
    }
}
