package dev.voiceops.simulators;

import dev.voiceops.simulators.speech.Recogniser;
import dev.voiceops.simulators.speech.SpeechEngines;
import dev.voiceops.simulators.speech.Voice;
import dev.voiceops.simulators.voice.LoadingRecogniser;
import dev.voiceops.simulators.voice.LoadingVoice;
import dev.voiceops.simulators.voice.ToneVoice;
import java.util.Optional;

/**
 * What makes and hears the simulators' sound. Whoever gives them away gives them for good: closing the simulators closes
 * them.
 *
 * @param caller speaks the callers' lines
 * @param agent speaks for Rime
 * @param recogniser listens for Deepgram; empty = scripted ears, which know the callers' lines by their sound
 */
public record Engines(Voice caller, Voice agent, Optional<Recogniser> recogniser) {
    /** No speech at all: both sides hum, ears are scripted. For tests and load. */
    public static Engines light() {
        return new Engines(new ToneVoice(), new ToneVoice(), Optional.empty());
    }

    /**
     * Embedded speech, loaded or still loading: the simulators start at once; a line waits for its voice, and what is
     * said before the recogniser is there it hears afterwards.
     *
     * @param recognised false = scripted ears instead of the recogniser
     */
    public static Engines speech(SpeechEngines engines, boolean recognised) {
        return new Engines(
                new LoadingVoice(engines.callerVoice()),
                new LoadingVoice(engines.agentVoice()),
                recognised ? Optional.of(new LoadingRecogniser(engines.recogniser())) : Optional.empty());
    }
}
