package dev.voiceops.call;

/**
 * A word in the agent's audio.
 *
 * @param startSample first sample, at 8 kHz, counted from the start of the turn's audio
 * @param endSample the word has been heard once this many samples of the turn have been played
 */
public record Word(String text, long startSample, long endSample) {}
