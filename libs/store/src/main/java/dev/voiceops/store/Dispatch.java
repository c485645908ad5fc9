package dev.voiceops.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one-time right to run a call, as it stands; never with its join token.
 *
 * @param claimedBy the connector that has it; null while nobody has claimed it
 * @param leaseUntil until when the claim holds unless renewed
 * @param fencingToken of the claim
 * @param cause why it was closed; null while it is open, and after an ordinary release
 */
public record Dispatch(
        TenantId tenant,
        DispatchId id,
        CallId call,
        State state,
        String room,
        Instant expiresAt,
        @Nullable String claimedBy,
        @Nullable Instant leaseUntil,
        @Nullable Long fencingToken,
        @Nullable String cause) {

    /** Where a dispatch stands. PENDING and CLAIMED are open, the others final. */
    public enum State {
        PENDING,
        CLAIMED,
        RELEASED,
        EXPIRED,
        FAILED;

        static State parse(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A dispatch to be created.
     *
     * @param id derive it from the message that asks for it, so that a repeated message creates nothing twice
     * @param joinToken for the LiveKit room; null without LiveKit
     */
    public record New(
            DispatchId id,
            CallId call,
            String room,
            Duration validity,
            @Nullable Secret joinToken) {}

    /**
     * A won claim: everything that was told once and is told no more.
     *
     * @param fencingToken goes with every later write for this call; higher than any before
     */
    public record Claim(
            Call call, DispatchId id, String room, @Nullable Secret joinToken, long fencingToken, Instant leaseUntil) {}
}
