package dev.voiceops.contracts;

import java.util.List;

/**
 * How an agent takes turns; all times in ms unless the name says otherwise. {@link #defaults()} is a sound start.
 *
 * @param bargeInMs sustained voice that commits an interruption without words
 * @param bargeInWords recognised words that commit an interruption
 * @param endpointMs silence after final words before the agent answers, where the recogniser does not judge turns itself
 * @param firstTokenMs the model's first token is due after this
 * @param tokenGapMs longest gap between two tokens
 * @param firstAudioMs the voice's first audio is due after this, from the first text
 * @param maxToolSteps rounds of tools in one turn
 * @param silenceLadder what to say when the caller is silent, in order; after the last step the agent says goodbye
 * @param maxCallS longest call, seconds
 * @param maxCallNoticeS spoken notice this many seconds before {@code maxCallS}
 * @param maxCallNotice the notice; blank for none
 * @param apology said when a vendor fails and no other can take over
 */
public record TurnPolicy(
        int bargeInMs,
        int bargeInWords,
        int endpointMs,
        int firstTokenMs,
        int tokenGapMs,
        int firstAudioMs,
        int maxToolSteps,
        List<SilenceStep> silenceLadder,
        int maxCallS,
        int maxCallNoticeS,
        String maxCallNotice,
        String apology) {

    /** @throws ContractViolation naming the first field that is missing or out of range */
    public TurnPolicy {
        Demand.atLeast(20, bargeInMs, "policy.barge_in_ms");
        Demand.atLeast(1, bargeInWords, "policy.barge_in_words");
        Demand.atLeast(0, endpointMs, "policy.endpoint_ms");
        Demand.atLeast(100, firstTokenMs, "policy.first_token_ms");
        Demand.atLeast(100, tokenGapMs, "policy.token_gap_ms");
        Demand.atLeast(100, firstAudioMs, "policy.first_audio_ms");
        Demand.atLeast(0, maxToolSteps, "policy.max_tool_steps");
        silenceLadder = Demand.copy(silenceLadder);
        Demand.atLeast(1, maxCallS, "policy.max_call_s");
        Demand.atLeast(0, maxCallNoticeS, "policy.max_call_notice_s");
        Demand.present(maxCallNotice, "policy.max_call_notice");
        Demand.present(apology, "policy.apology");
    }

    /** Defaults for a phone agent in English. */
    public static TurnPolicy defaults() {
        return new TurnPolicy(
                400,
                2,
                300,
                4_000,
                3_000,
                3_000,
                4,
                List.of(new SilenceStep(8_000, "Are you still there?"), new SilenceStep(8_000, "I cannot hear you.")),
                1_800,
                60,
                "We have about one minute left.",
                "I am sorry, I have a technical problem.");
    }

    /** After {@code afterMs} of silence since the last sound, say {@code say}. */
    public record SilenceStep(int afterMs, String say) {
        /** @throws ContractViolation naming the field that is missing or out of range */
        public SilenceStep {
            Demand.atLeast(1, afterMs, "policy.silence_ladder.after_ms");
            Demand.text(say, "policy.silence_ladder.say");
        }
    }
}
