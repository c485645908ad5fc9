package dev.voiceops.call;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A typed turn that runs a tool directly: {@code /tool name {json}}.
 *
 * @param arguments a JSON object as text, {@code {}} when none was given; whether it is valid JSON is the gateway's say
 */
public record Command(String name, String arguments) {
    private static final Pattern TOOL =
            Pattern.compile("\\s*/tool\\s+([A-Za-z0-9_.-]+)\\s*(\\{.*\\})?\\s*", Pattern.DOTALL);

    /** Whether this text is meant as a command and is none: not {@code /tool name {json}}, or its JSON is no object. */
    public static boolean isGarbled(String text) {
        return text.strip().matches("(?s)/tool(\\s.*)?")
                && parse(text)
                        .flatMap(command -> Arguments.of(command.arguments))
                        .isEmpty();
    }

    /** The command in this text, or empty if it is ordinary words. */
    public static Optional<Command> parse(String text) {
        Matcher tool = TOOL.matcher(text);
        if (!tool.matches()) return Optional.empty();
        String arguments = tool.group(2);
        return Optional.of(new Command(tool.group(1), arguments == null ? "{}" : arguments));
    }
}
