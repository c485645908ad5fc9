package dev.voiceops.connector.session;

import dev.voiceops.audio.Recording;
import dev.voiceops.connector.journal.CallRef;

/** Notes finished recordings, so that they can be found, held and deleted. Blocks; any thread; repeats are harmless. */
@FunctionalInterface
public interface RecordingRows {
    /**
     * @param key where the recording lies in its store
     * @throws RuntimeException when it could not be noted now
     */
    void insert(CallRef call, String key, Recording recording);
}
