package dev.voiceops.audio;

/**
 * A finished call recording: a WAV file, mu-law at 8000 Hz, caller left and agent right. Its header says that the data
 * go on to the end of the file, because it is written before their length is known; {@link Wav#header} makes one with
 * the length for those who serve it.
 *
 * @param sha256 of the whole file, in hex
 * @param bytes length of the file
 * @param millis length of the call's sound
 * @param lostMillis sound that was replaced by silence because the writer did not keep up
 * @param strayMillis sound of the caller left out because its timestamp was far off or came long after its time
 */
public record Recording(String sha256, long bytes, long millis, long lostMillis, long strayMillis) {}
