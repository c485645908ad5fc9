package dev.voiceops.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payload of {@link RuntimeEvents#HANDOFF_REQUESTED}: the control plane asks the worker to bring an agent to this call.
 *
 * @param version always 1
 * @param traceId 32 hex digits, follows the call through every role (W3C trace id)
 * @param source who took the call, for example {@code twilio}
 * @param room the LiveKit room of the call; also made up when LiveKit is not configured
 * @param from caller's number as Twilio told it: E.164, {@code anonymous}, {@code client:…}
 * @param to the number that was called, E.164
 * @param connectorHint the connector whose media URL the caller's network was given; null when any will do
 */
public record HandoffV1(
        int version,
        String traceId,
        String source,
        UUID tenantId,
        UUID agentId,
        UUID callId,
        String twilioCallSid,
        String room,
        String from,
        String to,
        @Nullable String connectorHint) {
    /** The only version there is. */
    public static final int VERSION = 1;

    /** @throws ContractViolation naming the first field that is missing, blank or of another version */
    public HandoffV1 {
        if (version != VERSION) throw new ContractViolation("version: must be " + VERSION);
        if (!Demand.text(traceId, "trace_id").matches("[0-9a-f]{32}")) {
            throw new ContractViolation("trace_id: must be 32 lower-case hex digits");
        }
        Demand.text(source, "source");
        Demand.present(tenantId, "tenant_id");
        Demand.present(agentId, "agent_id");
        Demand.present(callId, "call_id");
        Demand.text(twilioCallSid, "twilio_call_sid");
        Demand.text(room, "room");
        Demand.text(from, "from");
        Demand.text(to, "to");
    }
}
