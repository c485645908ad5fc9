package dev.voiceops.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of retention over a tenant, or an erasure. One that was interrupted is gone on with.
 *
 * @param dryRun it only told what it would delete, and deleted nothing
 * @param finishedAt null: it has not come to its end
 * @param rows how many rows of which table were deleted
 * @param openSteps copies outside the database that are still to be deleted
 * @param heldSteps those that legal holds keep
 * @param failedSteps those that were given up
 * @param lastError why it does not go on just now; null: nothing is in its way
 */
public record DeletionJob(
        TenantId tenant,
        JobId id,
        Cause cause,
        boolean dryRun,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long calls,
        Map<String, Long> rows,
        long openSteps,
        long heldSteps,
        long failedSteps,
        @Nullable String lastError) {
    public DeletionJob {
        rows = Map.copyOf(rows);
    }

    /** Why it runs. */
    public enum Cause {
        /** The daily run. */
        SCHEDULE,
        /** A person asked for it. */
        DEMAND,
        /** A person is erased. */
        ERASURE;

        /** The name in records and APIs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Cause parse(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
