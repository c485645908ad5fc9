package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.faults.Deed;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends the status callbacks of one call, one after the other unless a fault script says otherwise. A callback that is
 * not taken is not sent again, as with Twilio. Used by the call's thread.
 */
final class StatusCallbacks {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private final Webhooks webhooks;
    private final InstantSource clock;
    private final CallPlan plan;
    private int sequence;
    private @Nullable Map<String, String> overtaken;

    StatusCallbacks(Webhooks webhooks, InstantSource clock, CallPlan plan) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.plan = plan;
    }

    /**
     * @param event {@code initiated, ringing, answered, completed}
     * @param voice the fields of the voice request, with the status in it
     * @param added fields that come only with this event
     */
    void send(String event, Map<String, String> voice, Map<String, String> added) throws InterruptedException {
        if (plan.statusUrl().isEmpty() || !plan.statusEvents().contains(event)) {
            return;
        }
        var fields = new HashMap<>(voice);
        fields.putAll(added);
        fields.put("CallbackSource", "call-progress-events");
        fields.put("Timestamp", RFC_2822.format(clock.instant()));
        fields.put("SequenceNumber", String.valueOf(sequence++));
        var deeds = webhooks.deeds("status");
        var late = overtaken;
        boolean last = event.equals("completed");
        if (late == null && !last && deeds.stream().anyMatch(deed -> deed instanceof Deed.Reorder)) {
            overtaken = fields;
            return;
        }
        post(fields, deeds);
        if (late != null) {
            overtaken = null;
            post(late, List.of());
        }
    }

    private void post(Map<String, String> fields, List<Deed> deeds) throws InterruptedException {
        try {
            webhooks.post(plan.statusUrl(), fields, deeds);
        } catch (CallError unanswered) {
            // Twilio only logs this.
        }
    }
}
