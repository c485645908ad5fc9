package dev.voiceops.connector;

import dev.voiceops.connector.journal.JournalStore;
import dev.voiceops.connector.session.RecordingRows;

/** What a connector writes into the database: the port that tests stand in for. Blocks; any thread. */
public interface Records extends JournalStore, RecordingRows {
    /** A sign of life. @throws RuntimeException when it could not be written */
    void heartbeat(int liveCalls, boolean draining);

    /** The connector stops in order. @throws RuntimeException when it could not be written */
    void leave();

    /** Returns when the database answers. @throws RuntimeException when it does not */
    void ping();
}
