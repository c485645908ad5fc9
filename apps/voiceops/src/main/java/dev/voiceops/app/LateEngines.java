package dev.voiceops.app;

import dev.voiceops.simulators.Engines;
import dev.voiceops.simulators.speech.Hearing;
import dev.voiceops.simulators.speech.Recogniser;
import dev.voiceops.simulators.speech.SpeechEngines;
import dev.voiceops.simulators.speech.Voice;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Speech engines that are handed out before they are loaded: whoever uses one early waits. Any thread. */
final class LateEngines {
    private LateEngines() {}

    /** @param hears false: scripted ears instead of the recogniser */
    static Engines of(SpeechEngines loading, boolean hears) {
        return new Engines(
                new LateVoice(loading.callerVoice()),
                new LateVoice(loading.agentVoice()),
                hears ? Optional.of(new LateRecogniser(loading.recogniser())) : Optional.empty());
    }

    private record LateVoice(CompletableFuture<Voice> voice) implements Voice {
        @Override
        public String name() {
            return voice.isDone() ? voice.join().name() : "embedded voice, still loading";
        }

        @Override
        public void speak(String text, Sink sink) {
            voice.join().speak(text, sink);
        }

        @Override
        public void close() {
            // The engines are closed by whoever loaded them.
        }
    }

    private record LateRecogniser(CompletableFuture<Recogniser> recogniser) implements Recogniser {
        @Override
        public String name() {
            return recogniser.isDone() ? recogniser.join().name() : "embedded recogniser, still loading";
        }

        @Override
        public Hearing open(Listener listener, int endSilenceMs) {
            return recogniser.join().open(listener, endSilenceMs);
        }

        @Override
        public void close() {
            // The engines are closed by whoever loaded them.
        }
    }
}
