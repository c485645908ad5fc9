package dev.voiceops.connector.session;

import dev.voiceops.audio.Metronome;
import dev.voiceops.audio.VoiceActivities;
import dev.voiceops.connector.journal.Journal;
import dev.voiceops.contracts.VendorKey;
import dev.voiceops.recordings.SealedRecordings;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** What all calls of a connector share. */
public record House(
        String connectorId,
        Vendors vendors,
        VoiceActivities voices,
        Metronome metronome,
        ControlPlane control,
        Register register,
        AiMode ai,
        VendorWatch watch,
        Workers workers,
        CallTimes times) {

    /** The same house for a call whose tenant has keys of its own. */
    House with(List<VendorKey> keys) {
        return new House(
                connectorId, vendors.with(keys), voices, metronome, control, register, ai, watch, workers, times);
    }

    /**
     * Who does the work behind.
     *
     * @param threads virtual threads, for whatever blocks
     * @param timer one platform thread, for whatever is due; its tasks must not block
     */
    public record Workers(ExecutorService threads, ScheduledExecutorService timer, InstantSource clock) {}

    /**
     * Where calls are written down.
     *
     * @param recordings null: calls are not recorded
     */
    public record Register(Journal journal, @Nullable SealedRecordings recordings, RecordingRows rows) {}
}
