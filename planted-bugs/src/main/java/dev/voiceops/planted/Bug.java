package dev.voiceops.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A bug as somebody could write it.
 *
 * @param name what goes wrong, in words
 * @param file the source file, from the root of the repository
 * @param was text that stands in it exactly once
 * @param now what stands there instead
 * @param tests simple names of the test classes of the same module that must notice
 */
record Bug(String name, Path file, String was, String now, List<String> tests) {
    Bug {
        tests = List.copyOf(tests);
    }

    /** All bugs of a YAML file, in its order. */
    static List<Bug> read(Path list) {
        return Arrays.asList(new YAMLMapper().readValue(list, Bug[].class));
    }

    /** The folder of the module, from the root. */
    Path module() {
        String path = file.toString();
        return Path.of(path.substring(0, path.indexOf("/src/main/java/")));
    }

    /**
     * The source with the bug in it.
     *
     * @throws IllegalStateException when it does not fit any more
     */
    String planted(Path root) throws IOException {
        String source = Files.readString(root.resolve(file));
        int at = source.indexOf(was);
        if (at < 0 || source.indexOf(was, at + 1) >= 0) {
            throw new IllegalStateException(
                    "it no longer fits: this text must stand exactly once in " + file + ": " + was);
        }
        return source.substring(0, at) + now + source.substring(at + was.length());
    }
}
