package dev.voiceops.simulators.speech;

import dev.voiceops.audio.Mulaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Listens to a hearing in a test, and feeds one. */
final class Heard implements Recogniser.Listener {
    final List<Double> starts = Collections.synchronizedList(new ArrayList<>());
    final List<Transcript> partials = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<Transcript> newPartials = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> finals = new LinkedBlockingQueue<>();

    @Override
    public void speechStarted(double at) {
        starts.add(at);
    }

    @Override
    public void partial(Transcript soFar) {
        partials.add(soFar);
        newPartials.add(soFar);
    }

    @Override
    public void transcript(Transcript heard) {
        finals.add(heard);
    }

    @Override
    public void failed(SpeechException why) {
        finals.add(why);
    }

    /** Waits for the next transcript. */
    Transcript next() throws InterruptedException {
        var news = finals.poll(120, TimeUnit.SECONDS);
        if (news instanceof SpeechException failed) throw failed;
        if (news instanceof Transcript heard) return heard;
        throw new AssertionError("no transcript within two minutes");
    }

    /** Waits until so much has been understood. */
    void awaitPartial(String beginning) throws InterruptedException {
        for (var soFar = ""; !soFar.startsWith(beginning); ) {
            var news = newPartials.poll(120, TimeUnit.SECONDS);
            if (news == null) throw new AssertionError("no partial transcript began with: " + beginning);
            soFar = news.text();
        }
    }

    boolean isEmpty() {
        return finals.isEmpty();
    }

    /** Over the phone: mu-law, 20 ms at a time. */
    static void play(Hearing hearing, short[] pcm) {
        for (var at = 0; at < pcm.length; at += 160) {
            hearing.hearMulaw(Mulaw.encode(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + 160))));
        }
    }

    static short[] silence(int millis) {
        return new short[8 * millis];
    }

    /** A hum as loud as a voice. */
    static short[] hum(int millis) {
        var hum = new short[8 * millis];
        for (var i = 0; i < hum.length; i++) hum[i] = (short) (4000 * Math.sin(i * 0.2));
        return hum;
    }
}
