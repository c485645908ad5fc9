package dev.voiceops.connector.session;

import dev.voiceops.connector.journal.CallRef;
import dev.voiceops.contracts.ClaimResponse;
import java.util.UUID;

/** A won claim, with the dispatch it was won for. */
record Claim(UUID dispatch, ClaimResponse response) {
    CallRef ref() {
        return new CallRef(response.tenantId(), response.callId(), response.fencingToken());
    }

    /** Where its recording is kept: one for each time the call is held. */
    String recordingKey() {
        return response.tenantId() + "/" + response.callId() + "/" + response.fencingToken() + ".wav";
    }
}
