package dev.voiceops.control.automation;

import dev.voiceops.call.Utterance;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.util.List;

/** A call whose record a test writes, as its connector would. One thread. */
final class SpokenCall {
    private final Db db;
    private final Specimen tenant;
    private final CallId call;
    private final long fence;
    private long said;

    private SpokenCall(Specimen tenant, CallId call, long fence) {
        this.db = tenant.db();
        this.tenant = tenant;
        this.call = call;
        this.fence = fence;
    }

    static SpokenCall begin(Specimen tenant) {
        CallId call = tenant.call();
        DispatchId dispatch = DispatchId.create();
        tenant.db()
                .tenant(
                        tenant.tenant(),
                        Specimen.TESTER,
                        tx -> Dispatches.create(
                                tx, new Dispatch.New(dispatch, call, "room-" + call, Duration.ofMinutes(1), null)));
        long fence = tenant.db()
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> Dispatches.claim(tx, dispatch, "c-1", Duration.ofMinutes(5)))
                .orElseThrow()
                .fencingToken();
        return new SpokenCall(tenant, call, fence);
    }

    CallId id() {
        return call;
    }

    /** The agent said it and was heard. */
    SpokenCall agent(int turn, String words) {
        return agent(turn, words, words);
    }

    /** The agent said it, and so much of it was heard. */
    SpokenCall agent(int turn, String words, String heard) {
        return say(new Utterance(
                turn,
                Utterance.Speaker.AGENT,
                words,
                heard,
                Utterance.HeardBy.WORDS,
                !words.equals(heard),
                1_000L * turn,
                1_000L * turn + 900));
    }

    /** The caller said it; {@code turn} is the one that answers. */
    SpokenCall caller(int turn, String words) {
        return say(new Utterance(
                turn,
                Utterance.Speaker.CALLER,
                words,
                words,
                Utterance.HeardBy.RECOGNISED,
                false,
                1_000L * turn,
                1_000L * turn + 400));
    }

    private SpokenCall say(Utterance utterance) {
        said++;
        db.tenant(
                tenant.tenant(),
                Specimen.TESTER,
                tx -> CallJournal.append(tx, call, fence, List.of(new JournalEntry.Said(said, utterance))));
        return this;
    }
}
