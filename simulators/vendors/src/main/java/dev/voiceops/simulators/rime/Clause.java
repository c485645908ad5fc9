package dev.voiceops.simulators.rime;

import dev.voiceops.simulators.speech.SpokenWord;
import java.util.List;

/**
 * A piece of synthesised speech.
 *
 * @param mulaw 8000 Hz; not to be changed
 * @param words times in seconds from the start of the whole synthesis
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Clause(byte[] mulaw, List<SpokenWord> words) {}
