package dev.voiceops.control.agents;

import dev.voiceops.call.Limit;

/** Between which values a limit of an agent may lie; beyond them the conversation could not do what it promises. */
record Bounds(long lowest, long highest) {
    private static final long FOUR_HOURS = 4 * 60 * 60_000L; // Twilio ends calls after four hours

    static Bounds of(Limit limit) {
        return switch (limit) {
            case BARGE_IN_MS -> new Bounds(60, 10_000);
            case BARGE_IN_WORDS -> new Bounds(1, 20);
            case BARGE_IN_VERDICT_MS -> new Bounds(0, 5_000);
            case RESUME_MS -> new Bounds(200, 10_000);
            case ENDPOINT_MS, ENDPOINT_SHORT_MS, ENDPOINT_LONG_MS -> new Bounds(100, 10_000);
            case ENDPOINT_NOISY_MS -> new Bounds(300, 20_000);
            case FINAL_WORDS_MS -> new Bounds(0, 5_000);
            case DIGITS_MS -> new Bounds(300, 20_000);
            case FIRST_TOKEN_MS, TOKEN_GAP_MS, FIRST_AUDIO_MS -> new Bounds(200, 60_000);
            case PLAYOUT_SLACK_MS -> new Bounds(100, 10_000);
            case MAX_CALL_MS -> new Bounds(10_000, FOUR_HOURS);
            case MAX_CALL_NOTICE_MS -> new Bounds(0, FOUR_HOURS);
            case EAR_LOST_MS -> new Bounds(1_000, 60_000);
            case TRANSFER_MS -> new Bounds(1_000, 120_000);
            case MAX_STEPS -> new Bounds(1, 20);
            case FAILED_TURNS -> new Bounds(1, 10);
        };
    }
}
