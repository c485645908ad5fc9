package dev.voiceops.simulators.scenario;

import dev.voiceops.simulators.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;

/** The scenarios that ship with the product, and those in files. */
public final class Scenarios {
    private static final List<String> SHIPPED = List.of(
            "demo",
            "greeting",
            "silent",
            "mumbler",
            "hang-up-mid-answer",
            "impatient",
            "slow-tool",
            "keypad",
            "transfer");

    private Scenarios() {}

    /** Names of the scenarios that ship with the product. */
    public static List<String> names() {
        return SHIPPED;
    }

    /** @throws IllegalArgumentException when there is none of that name; the message lists those there are */
    public static Scenario shipped(String name) {
        if (!SHIPPED.contains(name)) {
            throw new IllegalArgumentException("no scenario '" + name + "': there are " + String.join(", ", SHIPPED));
        }
        return Json.YAML.readValue(Shipped.text("scenarios/" + name + ".yaml"), Scenario.class);
    }

    /** @throws IllegalArgumentException naming the file and what is wrong in it */
    public static Scenario file(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read scenario " + file, unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    /** @throws IllegalArgumentException saying what is wrong in the text */
    public static Scenario parse(String yaml) {
        try {
            return Json.YAML.readValue(yaml, Scenario.class);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("not a scenario: " + wrong.getOriginalMessage(), wrong);
        }
    }
}
