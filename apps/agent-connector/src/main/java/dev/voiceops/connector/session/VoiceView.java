package dev.voiceops.connector.session;

import dev.voiceops.audio.MouthCounts;
import java.util.Objects;
import java.util.UUID;

/**
 * The audio side of a call with media, as {@code /runtime/voice/sessions} shows it.
 *
 * @param stream the transport's own id
 * @param playingTurn the turn heard last, {@code heardMs} of it
 * @param vadMissedWindows windows the voice detector did not look at
 */
record VoiceView(
        UUID callId,
        String stream,
        boolean recording,
        int playingTurn,
        long heardMs,
        MouthCounts mouth,
        long vadMissedWindows) {

    /** The call must have its media. */
    static VoiceView of(LiveCall call) {
        Senses senses = Objects.requireNonNull(call.senses());
        var playhead = senses.mouth().playhead(call.nowMs());
        return new VoiceView(
                call.claim().response().callId(),
                senses.transport().id(),
                senses.tape() != null,
                playhead.turn(),
                playhead.samplesHeard() / 8,
                senses.mouth().counts(),
                senses.ears().missedWindows());
    }
}
