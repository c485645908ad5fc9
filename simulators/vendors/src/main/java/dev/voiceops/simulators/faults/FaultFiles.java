package dev.voiceops.simulators.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.simulators.scenario.Shipped;
import dev.voiceops.simulators.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Fault scripts in YAML files: {@code faults:} and a list. */
public final class FaultFiles {
    private FaultFiles() {}

    private record Content(List<Fault> faults) {
        @JsonCreator
        Content(@JsonProperty("faults") List<Fault> faults) {
            this.faults = List.copyOf(faults);
        }
    }

    /** Scripts that ship with the product, ready to be set by name. */
    public static List<Fault> shipped() {
        return parse(Shipped.text("faults/shipped.yaml"));
    }

    /** @throws IllegalArgumentException when there is none of that name; the message lists those there are */
    public static Fault shipped(String name) {
        var all = shipped();
        return all.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var names = all.stream().map(Fault::name).toList();
                    return new IllegalArgumentException(
                            "no fault script '" + name + "': there are " + String.join(", ", names));
                });
    }

    /** @throws IllegalArgumentException naming the file and what is wrong in it */
    public static List<Fault> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read fault scripts " + file, unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    /** @throws IllegalArgumentException saying what is wrong in the text */
    public static List<Fault> parse(String yaml) {
        try {
            return Json.YAML.readValue(yaml, Content.class).faults();
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("no fault scripts: " + wrong.getOriginalMessage(), wrong);
        }
    }
}
