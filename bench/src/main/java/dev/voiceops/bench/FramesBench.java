package dev.voiceops.bench;

import dev.voiceops.vendors.twilio.TwilioMediaReader;
import dev.voiceops.vendors.twilio.TwilioMediaWriter;
import dev.voiceops.vendors.twilio.TwilioMessage;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/** One 20 ms frame of telephone audio: from the bytes of Twilio's message, and into ours. One thread. */
final class FramesBench {
    private static final int FRAME_BYTES = 160;
    private static final int ROUND = 200_000;
    private static final int ROUNDS = 7;

    private final PrintWriter out;
    private final byte[] sound = new byte[FRAME_BYTES];

    FramesBench(PrintWriter out) {
        this.out = out;
        new Random(1).nextBytes(sound);
    }

    /** Prints the best and the median round of each direction. */
    void run() {
        byte[] message = message();
        var reader = new TwilioMediaReader();
        print("media frame parse", () -> {
            TwilioMessage read = reader.read(message, 0, message.length);
            return read instanceof TwilioMessage.Media media ? media.mulaw()[3] : fail(read);
        });
        var writer = new TwilioMediaWriter("MZ0123456789abcdef0123456789abcdef");
        print("media frame write", () -> writer.media(sound).length);
    }

    private static long fail(TwilioMessage read) {
        throw new IllegalStateException("the frame was not understood: " + read);
    }

    private void print(String what, LongSupplier once) {
        double[] nanos = new double[ROUNDS];
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUND; i++) sum += once.getAsLong();
            nanos[round] = (System.nanoTime() - start) / (double) ROUND;
        }
        java.util.Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "%s: median %.0f ns, best %.0f ns (%d rounds of %,d; sum %d)%n",
                what,
                nanos[ROUNDS / 2],
                nanos[0],
                ROUNDS,
                ROUND,
                sum);
    }

    private byte[] message() {
        return """
                {"event":"media","sequenceNumber":"4","media":{"track":"inbound","chunk":"2","timestamp":"5",\
                "payload":"%s"},"streamSid":"MZ0123456789abcdef0123456789abcdef"}""".formatted(Base64.getEncoder().encodeToString(sound)).getBytes(StandardCharsets.UTF_8);
    }
}
