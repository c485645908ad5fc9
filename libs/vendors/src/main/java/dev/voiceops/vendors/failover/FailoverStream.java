package dev.voiceops.vendors.failover;

import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.TimedWord;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.wire.Mailbox;
import dev.voiceops.vendors.wire.Wire;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One caller's audio, whichever ear hears it. Audio takes a short lock; all else happens in the mailbox. */
final class FailoverStream implements SttStream {
    private static final int KEPT = 5 * 8000; // 5 s
    private static final int TRIES = 4;
    private static final long FIRST_WAIT_MS = 100;
    private static final long STEADY_MS = 10_000; // an ear that lived so long has earned new tries
    private static final long TURN_END_MS = 1_500;
    private static final long UNTIMED_LAG = 300 * 8; // samples a recogniser is behind, where it gives no times

    private final Wire wire;
    private final List<Ear> ears;
    private final SttOptions options;
    private final SttListener listener;
    private final Mailbox mailbox;
    private final Object lock = new Object();
    private final AudioRing ring = new AudioRing(KEPT); // guarded by lock
    private @Nullable SttStream current; // guarded by lock
    private volatile boolean closed;

    // of the mailbox
    private @Nullable Relay relay;
    private int ear;
    private int tries;
    private boolean lost;
    private boolean flushWhenBack;
    private boolean midTurn; // final words came and their turn has not ended
    private long transcripts; // heard so far
    private long settled; // position up to which words are final
    private long openedMs;

    private FailoverStream(Wire wire, List<Ear> ears, SttOptions options, SttListener listener) {
        this.wire = wire;
        this.ears = ears;
        this.options = options;
        this.listener = listener;
        mailbox = new Mailbox(wire.threads());
    }

    static FailoverStream open(Wire wire, List<Ear> ears, SttOptions options, SttListener listener) {
        var stream = new FailoverStream(wire, ears, options, listener);
        stream.mailbox.execute(stream::start);
        return stream;
    }

    @Override
    public void hear(byte[] mulaw) {
        if (closed) return;
        synchronized (lock) {
            ring.add(mulaw);
            if (current != null) current.hear(mulaw);
        }
    }

    @Override
    public void flush() {
        mailbox.execute(() -> {
            var hearing = hearing();
            if (hearing == null) flushWhenBack = true;
            else hearing.flush();
        });
    }

    @Override
    public void close() {
        closed = true;
        mailbox.execute(() -> {
            var hearing = hearing();
            if (hearing != null) hearing.close();
        });
    }

    private @Nullable SttStream hearing() {
        synchronized (lock) {
            return current;
        }
    }

    private void start() {
        if (closed) return;
        tries++;
        var chosen = ears.get(ear);
        var fresh = new Relay(chosen.name());
        relay = fresh;
        openedMs = wire.pulse().nowMs();
        var stream = chosen.speechToText().open(chosen.options().apply(options), fresh);
        synchronized (lock) {
            fresh.base = Math.max(settled, ring.start());
            ring.from(fresh.base).forEach(stream::hear);
            current = stream;
        }
        if (flushWhenBack) stream.flush();
        flushWhenBack = false;
    }

    private void failed(VendorFailure failure) {
        synchronized (lock) {
            current = null;
        }
        relay = null;
        if (closed) return;
        if (wire.pulse().nowMs() - openedMs >= STEADY_MS) tries = 0;
        if (failure.mayPass() && tries < TRIES) {
            lose(failure);
            wire.pulse().after(waitMs(), () -> mailbox.execute(this::start));
        } else if (ear + 1 < ears.size()) {
            lose(failure);
            ear++;
            tries = 0;
            start();
        } else {
            listener.onFailure(failure);
        }
    }

    private void lose(VendorFailure failure) {
        long until = transcripts;
        if (midTurn) wire.pulse().after(TURN_END_MS, () -> mailbox.execute(() -> endTurn(until)));
        if (lost) return;
        lost = true;
        listener.onEarLost(failure);
    }

    private long waitMs() {
        long step = FIRST_WAIT_MS << tries;
        return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
    }

    /** The ear that heard the words died before it could end their turn, and the next one has heard nothing more. */
    private void endTurn(long until) {
        if (!midTurn || transcripts != until) return;
        midTurn = false;
        listener.onTurnEnded();
    }

    /** What one ear reports; deaf once another has taken over. */
    private final class Relay implements SttListener {
        private final String name;
        private long base; // position of the first sample this ear heard

        Relay(String name) {
            this.name = name;
        }

        @Override
        public void onOpen() {
            post(() -> {
                if (lost) listener.onEarBack(name);
                else listener.onOpen();
                lost = false;
            });
        }

        @Override
        public void onRequestId(String requestId) {
            post(() -> listener.onRequestId(requestId));
        }

        @Override
        public void onSpeechStarted() {
            post(listener::onSpeechStarted);
        }

        @Override
        public void onTranscript(String text, boolean last, List<TimedWord> words) {
            post(() -> {
                tries = 0;
                transcripts++;
                midTurn |= last;
                if (last) settled = endOf(words);
                listener.onTranscript(text, last, onTheCallsScale(words));
            });
        }

        @Override
        public void onTurnEnded() {
            post(() -> {
                midTurn = false;
                listener.onTurnEnded();
            });
        }

        @Override
        public void onAudioDropped(long ms) {
            post(() -> listener.onAudioDropped(ms));
        }

        @Override
        public void onFailure(VendorFailure failure) {
            post(() -> failed(failure));
        }

        private void post(Runnable news) {
            mailbox.execute(() -> {
                if (relay == this) news.run();
            });
        }

        private long endOf(List<TimedWord> words) {
            synchronized (lock) {
                if (words.isEmpty()) return Math.max(settled, ring.end() - UNTIMED_LAG);
                return Math.min(ring.end(), base + words.getLast().endMs() * 8);
            }
        }

        private List<TimedWord> onTheCallsScale(List<TimedWord> words) {
            long shift = base / 8;
            if (shift == 0) return words;
            return words.stream()
                    .map(word -> new TimedWord(word.text(), word.startMs() + shift, word.endMs() + shift))
                    .toList();
        }
    }
}
