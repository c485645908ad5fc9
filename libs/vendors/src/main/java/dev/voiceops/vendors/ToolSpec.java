package dev.voiceops.vendors;

import java.util.regex.Pattern;

/**
 * A tool as the model is told of it.
 *
 * @param name 1 to 64 of {@code [a-zA-Z0-9_-]}, the vendor's rule
 * @param description what it does and when to use it
 * @param inputSchema JSON Schema of the arguments, as JSON text; its root is an object
 */
public record ToolSpec(String name, String description, String inputSchema) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    public ToolSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("tool name must be 1-64 of [a-zA-Z0-9_-]: '" + name + "'");
        }
    }
}
