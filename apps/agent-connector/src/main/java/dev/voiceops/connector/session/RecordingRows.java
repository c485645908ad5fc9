package dev.voiceops.connector.session;

import dev.voiceops.audio.Recording;
import dev.voiceops.connector.journal.CallRef;
import dev.voiceops.recordings.SealedRecordings;

/** Notes finished recordings, so that they can be found, held and deleted. Blocks; any thread; repeats are harmless. */
@FunctionalInterface
public interface RecordingRows {
    /**
     * @param draft under which the recording was begun
     * @throws RuntimeException when it could not be noted now
     */
    void insert(CallRef call, SealedRecordings.Draft draft, Recording recording);
}
