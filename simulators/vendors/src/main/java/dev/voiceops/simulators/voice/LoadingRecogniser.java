package dev.voiceops.simulators.voice;

import dev.voiceops.simulators.speech.Hearing;
import dev.voiceops.simulators.speech.Recogniser;
import dev.voiceops.simulators.speech.SpeechException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A recogniser that is still being loaded: nobody waits for it; what is heard meanwhile it hears afterwards. Any thread. */
public final class LoadingRecogniser implements Recogniser {
    private final CompletableFuture<Recogniser> loading;

    /** @param loading fails with {@link SpeechException} */
    public LoadingRecogniser(CompletableFuture<Recogniser> loading) {
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
    public Hearing open(Listener listener, int endSilenceMs) {
        if (loading.state() == CompletableFuture.State.SUCCESS) {
            return loading.resultNow().open(listener, endSilenceMs);
        }
        var patient = new Patient();
        loading.whenComplete((ready, failed) -> {
            if (ready != null) {
                patient.goOn(ready.open(listener, endSilenceMs));
            } else if (cause(failed) instanceof SpeechException why) {
                listener.failed(why);
            }
        });
        return patient;
    }

    private static @Nullable Throwable cause(@Nullable Throwable failed) {
        return failed instanceof CompletionException wrapped ? wrapped.getCause() : failed;
    }

    /** Closes the engine as soon as it is there. */
    @Override
    public void close() {
        loading.thenAccept(Recogniser::close);
    }

    /** Keeps what it is told until there is somebody to tell it to. */
    private static final class Patient implements Hearing {
        private final Deque<Consumer<Hearing>> kept = new ArrayDeque<>();
        private @Nullable Hearing hearing;

        synchronized void goOn(Hearing ready) {
            kept.forEach(told -> told.accept(ready));
            kept.clear();
            hearing = ready;
        }

        private synchronized void tell(Consumer<Hearing> what) {
            if (hearing == null) {
                kept.add(what);
            } else {
                what.accept(hearing);
            }
        }

        @Override
        public void hear(short[] pcm) {
            var copy = pcm.clone();
            tell(one -> one.hear(copy));
        }

        @Override
        public void hearMulaw(byte[] frame) {
            var copy = frame.clone();
            tell(one -> one.hearMulaw(copy));
        }

        @Override
        public void endUtterance() {
            tell(Hearing::endUtterance);
        }

        @Override
        public void close() {
            tell(Hearing::close);
        }
    }
}
