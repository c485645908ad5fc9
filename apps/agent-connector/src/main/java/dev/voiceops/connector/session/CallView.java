package dev.voiceops.connector.session;

import dev.voiceops.call.Stage;
import dev.voiceops.call.TurnTimes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as {@code /runtime/sessions} shows it.
 *
 * @param phase {@code waiting | live | closing | over}
 * @param owesSound who owes the next sound: {@code caller | model | tool | voice | line | nobody}
 * @param lastTurn where the time of the turn closed last went; null before any
 */
record CallView(
        UUID callId,
        UUID tenantId,
        @Nullable String twilioCallSid,
        String phase,
        String owesSound,
        int turn,
        int bargeIns,
        long ageMs,
        @Nullable Turn lastTurn) {

    /** Times in ms; {@code responseMs} is null where it can't be told. */
    record Turn(int turn, @Nullable Long responseMs, Map<Stage, Long> stages, long unattributedMs) {
        static Turn of(TurnTimes times) {
            Map<Stage, Long> stages = new EnumMap<>(Stage.class);
            for (Stage stage : Stage.values()) {
                stages.put(stage, times.ms(stage));
            }
            long response = times.responseMs();
            return new Turn(
                    times.turn(), response == TurnTimes.NEVER ? null : response, stages, times.unattributedMs());
        }
    }

    static CallView of(LiveCall call) {
        var claim = call.claim().response();
        CallWorld.Standing standing = call.standing();
        TurnTimes last = standing.lastTurn();
        return new CallView(
                claim.callId(),
                claim.tenantId(),
                claim.twilioCallSid(),
                word(call.phase()),
                word(standing.owes()),
                standing.turn(),
                standing.bargeIns(),
                call.nowMs(),
                last == null ? null : Turn.of(last));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
