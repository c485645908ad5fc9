package dev.voiceops.contracts;

/** Connector to control plane ({@code POST /internal/runtime/media-tokens/consume}): may this media socket be this call's? */
public record MediaTokenRequest(String token, String callSid) {
    /** @throws ContractViolation naming the first missing field */
    public MediaTokenRequest {
        Demand.text(token, "token");
        Demand.text(callSid, "call_sid");
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "MediaTokenRequest[" + callSid + "]";
    }
}
