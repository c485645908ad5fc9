package dev.voiceops.worker;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Ends calls that nobody else can end any more, and says why in their timeline. Safe for all threads. */
final class Endings {
    private final Db db;
    private final InstantSource clock;

    Endings(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What is to be told of a call: an event of its own before the end. */
    record Cause(EndReason reason, String event, Map<String, Object> fields) {}

    /** The call has failed; nothing is told of a call that has ended already. */
    void fail(TenantId tenant, CallId call, Call.Witness witness, Cause cause) {
        Instant now = clock.instant();
        Call.End end = new Call.End(cause.reason(), Outcome.FAILED, witness, now, null);
        db.tenant(tenant, WorkerJobs.ACTOR, Work.<TenantTx, Call.Ending>repeatable(tx -> {
            boolean up = Calls.find(tx, call)
                    .filter(found -> found.state() != Call.State.ENDED)
                    .isPresent();
            if (!up) return Call.Ending.UNCHANGED;
            CallJournal.note(tx, call, new Happening(now, null, cause.event(), Json.write(cause.fields())));
            return Calls.end(tx, call, end);
        }));
    }
}
