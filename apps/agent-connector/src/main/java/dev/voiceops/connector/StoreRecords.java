package dev.voiceops.connector;

import dev.voiceops.audio.Recording;
import dev.voiceops.connector.ConnectorConfig.Identity;
import dev.voiceops.connector.journal.CallRef;
import dev.voiceops.connector.journal.JournalEntry.Body;
import dev.voiceops.contracts.Json;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.Actor;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Connectors;
import dev.voiceops.store.Db;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Work;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records in PostgreSQL. */
final class StoreRecords implements Records {
    private static final Actor ACTOR = Actor.service("agent-connector");
    private final Db db;
    private final Identity identity;

    StoreRecords(Db db, Identity identity) {
        this.db = db;
        this.identity = identity;
    }

    @Override
    public void append(UUID tenant, List<Parcel> parcels) {
        try {
            db.tenant(new TenantId(tenant), ACTOR, Work.repeatable(tx -> {
                for (Parcel parcel : parcels) {
                    CallId call = new CallId(parcel.call().call());
                    List<JournalEntry> entries =
                            parcel.entries().stream().map(StoreRecords::entry).toList();
                    CallJournal.append(tx, call, parcel.call().fencingToken(), entries);
                }
                return true;
            }));
        } catch (StoreException e) {
            throw told(e);
        }
    }

    private static JournalEntry entry(dev.voiceops.connector.journal.JournalEntry entry) {
        return switch (entry.body()) {
            case Body.Happened(String type, var fields) ->
                new JournalEntry.Event(
                        entry.n(), new JournalEntry.Happening(entry.at(), entry.monoMs(), type, Json.write(fields)));
            case Body.Said(var utterance) -> new JournalEntry.Said(entry.n(), utterance);
            case Body.TurnDone(var times) -> new JournalEntry.Turn(entry.n(), times);
        };
    }

    private static RuntimeException told(StoreException e) {
        String message = e.code() + ": " + e.getMessage();
        return switch (e.code()) {
            case UNAVAILABLE, OUTCOME_UNKNOWN, CONTENTION, TIMEOUT -> new Unavailable(message, e);
            case STALE -> new Refused(message, true, e);
            case CONFLICT, MISSING_REFERENCE, INVALID, DENIED, SEALED, EMBEDDED, INTERNAL ->
                new Refused(message, false, e);
        };
    }

    @Override
    public void insert(CallRef call, SealedRecordings.Draft draft, Recording recording) {
        db.tenant(new TenantId(call.tenant()), ACTOR, Work.repeatable(tx -> {
            Recordings.insert(
                    tx,
                    new dev.voiceops.store.Recording(
                            draft.id(),
                            new CallId(call.call()),
                            draft.key(),
                            recording.sha256(),
                            recording.bytes(),
                            recording.millis(),
                            2,
                            draft.keySealed()));
            return true;
        }));
    }

    @Override
    public void heartbeat(int liveCalls, boolean draining) {
        db.platform(new Reason("connector heartbeat"), ACTOR, tx -> {
            Connectors.heartbeat(
                    tx,
                    new dev.voiceops.store.Connector(
                            identity.id(),
                            identity.url().toString(),
                            text(identity.mediaUrl()),
                            identity.capacity(),
                            liveCalls,
                            draining,
                            Instant.EPOCH));
            return true;
        });
    }

    @Override
    public void leave() {
        db.platform(new Reason("connector stops"), ACTOR, tx -> {
            Connectors.remove(tx, identity.id());
            return true;
        });
    }

    @Override
    public void ping() {
        db.platform(new Reason("health check"), ACTOR, _ -> true);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
