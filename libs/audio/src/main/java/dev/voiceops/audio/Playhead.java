package dev.voiceops.audio;

/**
 * How far the caller has heard the agent, at 8000 Hz. Positions count from the start of the turn's speech as the voice
 * made it, so leading silence that was trimmed counts as heard and the times of its words hold.
 *
 * @param epoch how often the far end's audio was cleared, from 1
 * @param turn the turn begun last, 0 before any
 * @param heard samples of that turn that the caller has heard
 * @param sent samples of that turn that were sent and not cleared since, at least {@code heard}
 */
public record Playhead(int epoch, int turn, long heard, long sent) {}
