package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;

import dev.voiceops.store.testing.PastCalls;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The histories of one tenant's calls: random deeds, beside a model that knows by arithmetic alone what may be gone and what must
 * be. Ages are odd multiples of three hours and time passes in steps of six, so that nothing ever stands on an edge.
 */
final class HistoryRound {
    private static final int STEP = 6;
    private static final int DAYS = 7;

    private final HistoryDoors doors;
    private final Random random;
    private final HistoryTally tally;
    private final Specimen specimen;
    private final PastCalls past;
    private final Map<CallId, Life> lives = new LinkedHashMap<>();
    private final Map<CallId, Life> gone = new LinkedHashMap<>();
    private final List<Placed> holds = new ArrayList<>();
    private final Set<String> objects = new HashSet<>();
    private int now;

    HistoryRound(HistoryDoors doors, long seed, HistoryTally tally) {
        this.doors = doors;
        this.random = new Random(seed);
        this.tally = tally;
        this.specimen = Specimen.plant(doors.database().db());
        this.past = new PastCalls(doors.database().superuser(), specimen);
        doors.run("update voiceops.tenants set retention_days = " + DAYS + " where id = '" + specimen.tenant() + "'");
    }

    /** Born at an hour of the model's clock; gone once its content was seen to be deleted. */
    private record Life(int born, String caller, boolean recorded) {}

    /** A hold of the model: {@code until} null while it is in force. */
    private static final class Placed {
        final HoldId id;
        final @Nullable CallId call;
        final @Nullable String caller;
        final @Nullable Integer from;

        @Nullable
        Integer until;

        Placed(HoldId id, @Nullable CallId call, @Nullable String caller, @Nullable Integer from) {
            this.id = id;
            this.call = call;
            this.caller = caller;
            this.from = from;
        }

        boolean protects(CallId id, Life life, int now) {
            return (until == null || until > now)
                    && (call == null || call.equals(id))
                    && (caller == null || caller.equals(life.caller()))
                    && (from == null || from <= life.born());
        }
    }

    void live(int calls, boolean prove) {
        create(calls);
        tally.histories += lives.size();
        int deeds = 8 + random.nextInt(8) + calls / 60;
        for (int i = 0; i < deeds; i++) {
            switch (random.nextInt(7)) {
                case 0 -> {
                    for (int more = 0; more < 3; more++) hold(doors.other());
                }
                case 1 -> release();
                case 2, 3 -> pass(STEP * (1 + random.nextInt(12)));
                case 4, 5 -> purge(random.nextInt(3) == 0 ? -1 : random.nextInt(45), random.nextInt(4) == 0);
                default -> copies(random.nextInt(16));
            }
        }
        settle();
        if (prove) prove();
    }

    private void create(int calls) {
        int batches = 8;
        for (int batch = 0; batch < batches; batch++) {
            int count = calls / batches;
            int age = 3 + STEP * random.nextInt(4 * (DAYS + 4));
            String caller = "+1555123000" + random.nextInt(3);
            boolean recorded = random.nextInt(4) == 0;
            List<CallId> ids = past.plant(
                    count,
                    caller,
                    Duration.ofHours(age),
                    new PastCalls.Traces(1, 1, random.nextInt(16) == 0, recorded));
            ids.forEach(id -> {
                lives.put(id, new Life(now - age, caller, recorded));
                if (recorded) objects.add(past.key(id));
            });
        }
    }

    /** Through this door; false when a deletion locks it out. */
    private boolean hold(Db through) {
        List<CallId> ids = List.copyOf(lives.keySet());
        CallId call = random.nextBoolean() && !ids.isEmpty() ? ids.get(random.nextInt(ids.size())) : null;
        String caller = call == null && random.nextBoolean() ? "+1555123000" + random.nextInt(3) : null;
        Integer from = call == null && caller == null ? (Integer) (now - STEP * random.nextInt(60)) : null;
        Instant begins = from == null ? null : Instant.now().minus(Duration.ofHours(now - from));
        try {
            HoldId id = through.tenant(specimen.tenant(), TESTER, tx -> {
                tx.sql("set local lock_timeout = '1ms'").update();
                return Holds.place(
                        tx,
                        new Hold.New("matter", "reason", "owner", new Hold.Scope(call, caller, begins, null), null));
            });
            holds.add(new Placed(id, call, caller, from));
            tally.holds++;
            return true;
        } catch (StoreException e) {
            if (e.code() == StoreException.Code.TIMEOUT) return false;
            throw e;
        }
    }

    private void release() {
        for (Placed hold : holds) {
            if (hold.until != null || random.nextBoolean()) continue;
            int grace = random.nextBoolean() ? 0 : 3 + STEP * random.nextInt(12);
            doors.other().tenant(specimen.tenant(), TESTER, tx -> Holds.release(tx, hold.id, Duration.ofHours(grace)));
            hold.until = now + grace;
            return;
        }
    }

    private void pass(int hours) {
        past.pass(Duration.ofHours(hours));
        now += hours;
    }

    /** Goes on with the tenant's run, crashing before a statement unless {@code crash} is negative; a hold may come in between. */
    private void purge(int crash, boolean meet) {
        DeletionJobs.Taken job = taken();
        int meeting = meet ? random.nextInt(20) : -1;
        boolean[] late = {false};
        int[] at = {0};
        doors.hook = statement -> {
            if (at[0] == meeting) {
                late[0] = !elsewhere(() -> hold(doors.other()));
                tally.metAtGate++;
            }
            if (at[0]++ == crash) {
                tally.crashedAt.add(crash);
                throw new SteppedDb.Crash();
            }
        };
        Set<CallId> held = new HashSet<>();
        try {
            doors.stepped().platform(TEST, TESTER, tx -> Retention.advance(tx, RetentionTest.KEY, job));
        } catch (StoreException crashed) {
            tally.crashes++;
        } finally {
            doors.hook = _ -> {};
        }
        lives.forEach((id, life) -> {
            if (isHeld(id, life)) held.add(id);
        });
        look(held);
        if (late[0]) hold(doors.other());
    }

    /** What was deleted since the last look must have been due, and nothing of it held. */
    private void look(Set<CallId> held) {
        for (String text :
                doors.list("select id::text from voiceops.calls where purged_at is not null and tenant_id = '"
                        + specimen.tenant() + "'")) {
            CallId id = CallId.parse(text);
            Life life = lives.remove(id);
            if (life == null) continue;
            gone.put(id, life);
            if (held.contains(id)) throw new AssertionError("HELD LOST: " + id);
            if (!expired(life)) throw new AssertionError("deleted before its time: " + id);
            tally.purged++;
        }
    }

    private boolean isHeld(CallId id, Life life) {
        return holds.stream().anyMatch(hold -> hold.protects(id, life, now));
    }

    private boolean expired(Life life) {
        return now - life.born() > DAYS * 24;
    }

    /** Works off some copies, crashing after so many statements. */
    private void copies(int crash) {
        int[] at = {0};
        doors.hook = statement -> {
            if (at[0]++ == crash) throw new SteppedDb.Crash();
        };
        try {
            boolean more = true;
            while (more) more = step();
        } catch (StoreException crashed) {
            tally.crashes++;
        } finally {
            doors.hook = _ -> {};
        }
    }

    private boolean step() {
        List<DeletionStep> steps =
                doors.stepped().platform(TEST, TESTER, tx -> DeletionSteps.take(tx, 20, Duration.ZERO));
        for (DeletionStep step : steps) {
            boolean held = isHeld(step.call(), Objects.requireNonNull(gone.get(step.call())));
            boolean goes = doors.stepped().platform(TEST, TESTER, tx -> DeletionSteps.mayGo(tx, step));
            if (goes == held) throw new AssertionError((held ? "HELD COPY LOST: " : "FREE COPY KEPT: ") + step.call());
            if (held) tally.copiesKept++;
            if (held) continue;
            boolean was = step.kind() != DeletionStep.Kind.RECORDING || objects.remove(step.place());
            doors.stepped().platform(TEST, TESTER, tx -> {
                DeletionSteps.done(tx, step, RetentionTest.KEY, was ? "deleted" : "was not there", "absent");
                return step;
            });
        }
        return !steps.isEmpty();
    }

    private DeletionJobs.Taken taken() {
        return doors.stepped().platform(TEST, TESTER, tx -> {
            DeletionJobs.begin(tx, specimen.tenant(), DeletionJob.Cause.DEMAND);
            DeletionJobs.Taken job = DeletionJobs.take(tx, Duration.ZERO).orElseThrow();
            if (!job.tenant().equals(specimen.tenant())) throw new AssertionError("another round left a job behind");
            return job;
        });
    }

    /** A run without crashes must leave nothing that is due and nothing that is orphaned, and all else whole. */
    private void settle() {
        while (doors.stepped()
                .platform(
                        TEST,
                        TESTER,
                        tx -> DeletionJobs.take(tx, Duration.ZERO)
                                .map(job -> Retention.advance(tx, RetentionTest.KEY, job)))
                .isPresent()) {}
        purge(-1, false);
        past.rested();
        copies(-1);
        Set<String> rows = new HashSet<>(
                doors.list("select key from voiceops.recordings where tenant_id = '" + specimen.tenant() + "'"));
        gone.forEach((id, life) -> {
            if (isHeld(id, life)) objects.remove(past.key(id));
        });
        if (!rows.equals(objects))
            throw new AssertionError("ORPHANS: " + rows.size() + " rows, " + objects.size() + " objects");
        long recorded = lives.values().stream().filter(Life::recorded).count();
        if (recorded != rows.size()) throw new AssertionError("recordings are lost: " + recorded + ", " + rows.size());
        for (String table : List.of("call_events", "utterances", "call_journals")) {
            Set<CallId> there = new HashSet<>();
            doors.list("select call_id::text from voiceops." + table + " where tenant_id = '" + specimen.tenant() + "'")
                    .forEach(id -> there.add(CallId.parse(id)));
            if (!there.equals(lives.keySet())) {
                throw new AssertionError(table + " has " + there.size() + " calls instead of " + lives.size());
            }
        }
        lives.forEach((id, life) -> {
            if (!expired(life)) return;
            if (!isHeld(id, life)) {
                throw new AssertionError("EXPIRED ALIVE: " + id);
            }
            tally.keptByHold++;
        });
    }

    private void prove() {
        ReceiptVerifier.Finding finding = new ReceiptVerifier(
                        doors.database().db(), TESTER, List.of(RetentionTest.KEY.publicKey()))
                .verify(specimen.tenant());
        if (finding.fault() != null) throw new AssertionError(finding.fault());
        tally.receipts += finding.receipts();
        List<String> faults =
                doors.database().db().tenant(specimen.tenant(), TESTER, tx -> RetentionOutlook.faults(tx, 1));
        if (!faults.isEmpty()) throw new AssertionError(faults);
    }

    /** On a thread of its own, because this one is inside a transaction. */
    private boolean elsewhere(Supplier<Boolean> deed) {
        try {
            return doors.thread().submit(deed::get).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
