package dev.voiceops.worker.retention;

import dev.voiceops.contracts.Json;
import dev.voiceops.recordings.RecordingStore;
import dev.voiceops.store.Actor;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Db;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.DeletionSteps;
import dev.voiceops.store.Incidents;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the recording store with what is on record, tenant by tenant: recordings without an object, objects without a
 * recording, answered calls without either. What is found is an incident; an object that a deleted call left is handed to the
 * saga of deletion. Only below the tenants' own keys does it look, so whatever else lies in the store is left alone. Blocks; any
 * thread.
 */
public final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final Reason COMPARE = new Reason("compare the recording store with the records");
    private static final int PAGE = 500;
    private static final int MOST_FINDINGS = 500;

    /** An object so young may be of a call whose row is not written yet. */
    private static final Duration YOUNG = Duration.ofHours(24);

    private final Db db;
    private final Actor actor;
    private final RecordingStore store;

    /** Compares this store with this database. */
    public Reconciliation(Db db, Actor actor, RecordingStore store) {
        this.db = db;
        this.actor = actor;
        this.store = store;
    }

    /** What was found to be wrong. */
    public enum Kind {
        /** A recording is on record, its object is not in the store. */
        RECORDING_WITHOUT_OBJECT("the recording's object is not in the store"),
        /** An object is in the store, no recording names it; its key is lost, so nobody can play it. */
        OBJECT_WITHOUT_RECORDING("an object in the store is on no record"),
        /** The call was answered and ended, and has no recording. */
        CALL_WITHOUT_RECORDING("the call was answered and has no recording");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** For people. */
        public String meaning() {
            return meaning;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that is wrong.
     *
     * @param place the key of the object, or the call's id
     */
    public record Finding(Kind kind, String place) {}

    /**
     * What came of one tenant.
     *
     * @param handedOver objects of deleted calls that the saga deletes now
     */
    public record Report(long objects, long recordings, List<Finding> findings, int handedOver) {}

    /** Compares the tenant of the next daily run that came to its end; false if there is none. */
    public boolean next(Instant now) {
        Optional<TenantId> tenant = db.platform(COMPARE, actor, DeletionJobs::takeToReconcile);
        tenant.ifPresent(due -> {
            try {
                int freed = store.abandonUnfinished(now.minus(YOUNG));
                if (freed > 0) LOG.info("{} uploads that nobody finished were freed", freed);
                compare(due, now);
            } catch (IOException e) {
                LOG.warn("tenant {}: the recording store could not be compared today: {}", due, e.getMessage());
            }
        });
        return tenant.isPresent();
    }

    /** Compares what a tenant has, and puts on record what is wrong. @throws IOException when the store does not answer */
    public Report compare(TenantId tenant, Instant now) throws IOException {
        List<Finding> findings = new ArrayList<>();
        long objects = 0;
        long recordings = 0;
        int handedOver = 0;
        String after = tenant + "/";
        String end = tenant + "0"; // '0' follows '/'
        while (after.compareTo(end) < 0) {
            String from = after;
            List<String> rows = db.platform(COMPARE, actor, tx -> Recordings.keys(tx, tenant, from, PAGE));
            String until = rows.size() < PAGE ? end : rows.getLast();
            Map<String, RecordingStore.Stored> there = objects(from, until);
            objects += there.size();
            recordings += rows.size();
            for (String key : rows) {
                if (there.remove(key) == null && isMissing(tenant, key)) {
                    findings.add(new Finding(Kind.RECORDING_WITHOUT_OBJECT, key));
                }
            }
            for (RecordingStore.Stored left : there.values()) {
                if (left.modified().isAfter(now.minus(YOUNG)) || !isLost(tenant, left.key())) continue;
                if (handOver(tenant, left.key())) handedOver++;
                else findings.add(new Finding(Kind.OBJECT_WITHOUT_RECORDING, left.key()));
            }
            after = until;
        }
        db.platform(COMPARE, actor, tx -> Recordings.unrecorded(tx, tenant, MOST_FINDINGS))
                .forEach(call -> findings.add(new Finding(Kind.CALL_WITHOUT_RECORDING, call.toString())));
        record(tenant, findings);
        return new Report(objects, recordings, findings, handedOver);
    }

    /** The objects behind {@code from}, up to and with {@code until}. */
    private Map<String, RecordingStore.Stored> objects(String from, String until) throws IOException {
        Map<String, RecordingStore.Stored> found = new HashMap<>();
        String after = from;
        while (true) {
            List<RecordingStore.Stored> page = store.list(after, PAGE);
            for (RecordingStore.Stored object : page) {
                if (object.key().compareTo(until) > 0) return found;
                found.put(object.key(), object);
            }
            if (page.size() < PAGE) return found;
            after = page.getLast().key();
        }
    }

    /** Looks again: while the pages were read, a run may have deleted both. */
    private boolean isMissing(TenantId tenant, String key) throws IOException {
        return known(tenant, key) && !store.exists(key);
    }

    private boolean isLost(TenantId tenant, String key) throws IOException {
        return !known(tenant, key) && store.exists(key);
    }

    private boolean known(TenantId tenant, String key) {
        Set<String> known =
                new HashSet<>(db.platform(COMPARE, actor, tx -> Recordings.known(tx, tenant, List.of(key))));
        return known.contains(key);
    }

    private boolean handOver(TenantId tenant, String key) {
        CallId call = callOf(key);
        return call != null && db.platform(COMPARE, actor, tx -> DeletionSteps.noteLeft(tx, tenant, call, key));
    }

    private static @Nullable CallId callOf(String key) {
        String[] parts = key.split("/", -1);
        try {
            return parts.length == 3 ? CallId.parse(parts[1]) : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private void record(TenantId tenant, List<Finding> findings) {
        List<Incidents.Finding> incidents = findings.stream()
                .limit(MOST_FINDINGS)
                .map(finding -> new Incidents.Finding(
                        finding.kind().code(),
                        finding.place(),
                        null,
                        Json.write(Map.of("what", finding.kind().meaning()))))
                .toList();
        int opened = db.tenant(tenant, actor, tx -> Incidents.record(tx, null, incidents));
        if (opened > 0)
            LOG.warn("tenant {}: the recording store and the records disagree at {} new places", tenant, opened);
    }
}
