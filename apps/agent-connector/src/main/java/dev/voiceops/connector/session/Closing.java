package dev.voiceops.connector.session;

import dev.voiceops.audio.MouthCounts;
import dev.voiceops.audio.Recording;
import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.connector.journal.CallLog;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ReleaseRequest;
import dev.voiceops.contracts.ServiceFailure;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a call, on a virtual thread of its own: line, vendors, recording, record, and last the release, which makes
 * the end known. What fails is tried again until it goes through or the process ends.
 */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final long HANG_UP_WITHIN_S = 10;
    private static final long RECORDING_WITHIN_S = 30;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private final House house;
    private final Claim claim;
    private final LiveCall call;
    private final Reports reports;
    private final CallLog log;

    /** Why it ended and what became of it. */
    record End(EndReason reason, Outcome outcome) {}

    Closing(House house, LiveCall call, Reports reports, CallLog log) {
        this.house = house;
        claim = call.claim();
        this.call = call;
        this.reports = reports;
        this.log = log;
    }

    void run(@Nullable Senses senses, Telephone telephone, End end) {
        Instant endedAt = house.workers().clock().instant();
        finished(telephone.quiet(), HANG_UP_WITHIN_S, "the hang-up");
        if (senses != null) {
            senses.close();
            noteCounts(senses);
            noteUsage(senses);
            keep(senses);
        }
        if (!call.isLeaseLost()) {
            untilItWorks("the record", () -> log.settled().get());
            untilItWorks("the release", () -> release(end, endedAt));
        }
    }

    private void noteCounts(Senses senses) {
        MouthCounts counts = senses.mouth().counts();
        reports.note(
                "audio_counts",
                Map.of(
                        "frames", "" + counts.frames(),
                        "underruns", "" + counts.underruns(),
                        "underrun_ms", "" + counts.underrunMillis(),
                        "trimmed_ms", "" + counts.trimmedMillis(),
                        "lost_marks", "" + counts.lostMarks(),
                        "skipped_ticks", "" + counts.skippedTicks(),
                        "vad_missed_windows", "" + senses.ears().missedWindows()));
    }

    private void noteUsage(Senses senses) {
        AgentSnapshot agent = claim.response().snapshot();
        reports.note(
                "usage",
                Map.of(
                        "stt_model",
                        agent.stt().model(),
                        "stt_audio_ms",
                        "" + senses.ears().audioMs(),
                        "tts_model",
                        agent.tts().model(),
                        "tts_characters",
                        "" + senses.mouth().characters()));
    }

    private void keep(Senses senses) {
        Senses.Tape tape = senses.tape();
        if (tape == null) {
            return;
        }
        Recording recording = finished(tape.recorder().close(), RECORDING_WITHIN_S, "the recording");
        if (recording == null) {
            reports.note("recording_failed", Map.of("fault", "not written"));
        } else if (!call.isLeaseLost()) {
            untilItWorks(
                    "the recording's row", () -> house.register().rows().insert(claim.ref(), tape.draft(), recording));
        }
    }

    private void release(End end, Instant endedAt) {
        try {
            house.control()
                    .release(
                            claim.dispatch(),
                            new ReleaseRequest(
                                    house.connectorId(),
                                    claim.response().fencingToken(),
                                    end.reason().code(),
                                    end.outcome().code(),
                                    end.outcome() == Outcome.HANDED_OFF
                                            ? end.reason().code()
                                            : null,
                                    endedAt));
        } catch (ServiceFailure.Refused refused) {
            if (refused.problem().status() / 100 == 5) {
                throw refused;
            }
            boolean lost = refused.problem().is(ProblemType.LEASE_LOST);
            LOG.warn(
                    "the release of call {} is refused{}",
                    claim.response().callId(),
                    lost ? ": lease lost" : "",
                    refused);
        }
    }

    private static <T> @Nullable T finished(CompletableFuture<T> work, long withinS, String what) {
        try {
            return work.get(withinS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} of a call did not go through", what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private interface Step {
        void take() throws Exception;
    }

    private void untilItWorks(String what, Step step) {
        for (long pauseMs = 100;
                !Thread.currentThread().isInterrupted();
                pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
            try {
                step.take();
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("{} of call {} waits: {}", what, claim.response().callId(), e.getMessage());
                LockSupport.parkNanos(pauseMs * 1_000_000);
            }
        }
        LOG.error(
                "{} of call {} was not written before the process ended",
                what,
                claim.response().callId());
    }
}
