package dev.voiceops.simulators.voice;

import dev.voiceops.simulators.speech.Voice;
import java.util.concurrent.CompletableFuture;

/** A voice that is still being loaded: who wants to hear it waits for it. Any thread. */
public final class LoadingVoice implements Voice {
    private final CompletableFuture<Voice> loading;

    public LoadingVoice(CompletableFuture<Voice> loading) {
        this.loading = loading;
    }

    @Override
    public String name() {
        return switch (loading.state()) {
            case SUCCESS -> loading.resultNow().name();
            case RUNNING -> "loading";
            case FAILED, CANCELLED -> "failed to load";
        };
    }

    @Override
    public void speak(String text, Sink sink) {
        loading.join().speak(text, sink);
    }

    /** Closes the engine as soon as it is there. */
    @Override
    public void close() {
        loading.thenAccept(Voice::close);
    }
}
