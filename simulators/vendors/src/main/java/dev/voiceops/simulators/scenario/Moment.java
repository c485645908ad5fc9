package dev.voiceops.simulators.scenario;

/** When a caller's step begins. All counts are milliseconds at the caller's ear. */
public sealed interface Moment {
    /** The agent has made sound since the step before, and has then been silent for {@code ms}. */
    record AgentSilent(long ms) implements Moment {}

    /** The agent began to speak after the step before, and is {@code ms} into it: a barge-in. */
    record IntoAgent(long ms) implements Moment {}

    /** So long after the step before ended, or after the media stream began. */
    record After(long ms) implements Moment {}
}
