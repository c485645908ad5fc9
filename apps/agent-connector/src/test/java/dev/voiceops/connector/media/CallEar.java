package dev.voiceops.connector.media;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A call that writes down what it hears. */
final class CallEar implements VoiceListener {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<StreamEnd> gone = new CompletableFuture<>();

    @Override
    public void heard(byte[] mulaw, long streamMs) {
        heard.add(mulaw.length + " bytes of " + mulaw[0] + " at " + streamMs);
    }

    @Override
    public void digit(char key) {
        heard.add("digit " + key);
    }

    @Override
    public void marked(String name) {
        heard.add("mark " + name);
    }

    @Override
    public void gone(StreamEnd end) {
        gone.complete(end);
    }
}
