package dev.voiceops.simulators.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts packed beside the classes. */
public final class Shipped {
    private Shipped() {}

    /** @param name relative to this package's parent, e.g. {@code brains/demo.yaml} */
    public static String text(String name) {
        try (var in = Shipped.class.getResourceAsStream("/dev/voiceops/simulators/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("nothing ships under the name " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
