package dev.voiceops.control.integrations;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import dev.voiceops.store.SealedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seals everything that is sealed with another key than the first anew, a batch a transaction, each with its row in the platform's
 * audit chain. It may be stopped at any time: what is done is done, and the next run does the rest. Readers do not notice, as long
 * as they know both keys. One thread.
 */
public final class SecretRotation {
    private static final Reason ROTATE = new Reason("seal secrets with a new key");

    private final Db db;
    private final Actor actor;
    private final int batch;

    /** @param batch values of one transaction */
    public SecretRotation(Db db, Actor actor, int batch) {
        this.db = db;
        this.actor = actor;
        this.batch = batch;
    }

    /**
     * What a run did.
     *
     * @param left values still sealed with another key: unreadable, or being changed by somebody while it ran
     * @param unreadable {@code table.column tenant/row} of values that open with no key of ours
     */
    public record Report(int sealed, long left, List<String> unreadable) {}

    /** Runs to the end. Blocks. */
    public Report run() {
        int sealed = 0;
        List<String> unreadable = new ArrayList<>();
        for (SealedColumn column : SealedColumn.ALL) {
            SealedColumn.Position after = null;
            do {
                SealedColumn.Batch done = next(column, after);
                sealed += done.sealed();
                done.unreadable().forEach(row -> unreadable.add(column + " " + row));
                after = done.last();
            } while (after != null);
        }
        return new Report(sealed, outdated(), unreadable);
    }

    /** How many values another key than the first has sealed. */
    public long outdated() {
        return db.platform(
                ROTATE,
                actor,
                tx -> SealedColumn.ALL.stream()
                        .mapToLong(column -> column.outdated(tx))
                        .sum());
    }

    private SealedColumn.Batch next(SealedColumn column, SealedColumn.@Nullable Position after) {
        return db.platform(ROTATE, actor, tx -> {
            SealedColumn.Batch done = column.sealAnew(tx, after, batch);
            if (done.sealed() > 0 || !done.unreadable().isEmpty()) {
                Audit.append(
                        tx,
                        Audit.PLATFORM,
                        AuditAction.SECRETS_ROTATED,
                        new Audit.Target("sealed_column", column.toString()),
                        Json.write(Map.of("sealed", done.sealed(), "unreadable", done.unreadable())));
            }
            return done;
        });
    }
}
