package dev.voiceops.control.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.control.automation.Schemas;
import dev.voiceops.control.discovery.Found;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool as a person wants it; what is left out takes the usual value.
 *
 * @param name as the model calls it; it stays for life
 * @param inputSchema JSON Schema 2020-12 of an object
 * @param outputSchema the same of the answer; absent: any JSON
 * @param timeoutMs of one execution, 100 to 120000
 * @param softLimitMs after which the caller hears {@code filler}; shorter than the timeout
 * @param retries further attempts, 0 to 5; only a {@code read} may have any
 * @param maxPerCall executions in one call, 1 to 1000
 * @param maxPerMinute executions in any 60 s, 1 to 100000
 * @param readBack the question the caller must say yes to before the tool runs, with slots for its arguments ({@code {order_id}},
 *     {@code {arguments}}); absent: the agent's own for an irreversible tool, none for others
 */
record ToolRequest(
        @Nullable String name,
        @Nullable String description,
        @JsonProperty("class") @Nullable ToolClass toolClass,
        @Nullable JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        @Nullable Integer timeoutMs,
        @Nullable Integer softLimitMs,
        @Nullable String filler,
        @Nullable Integer retries,
        @Nullable Integer maxPerCall,
        @Nullable Integer maxPerMinute,
        @Nullable String readBack) {
    private static final int LONGEST_QUESTION = 300;
    private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z0-9_-]+)}");
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_SCHEMA = 64 * 1024;

    /** As a tool is now. */
    static ToolRequest of(Tool tool) {
        String output = tool.outputSchema();
        return new ToolRequest(
                tool.name(),
                tool.description(),
                tool.toolClass(),
                Json.tree(tool.inputSchema()),
                output == null ? null : Json.tree(output),
                tool.timeoutMs(),
                tool.softLimitMs(),
                tool.filler(),
                tool.retries(),
                tool.maxPerCall(),
                tool.maxPerMinute(),
                tool.readBack());
    }

    /** The same with what its origin tells now. */
    ToolRequest over(Found now) {
        return new ToolRequest(
                name,
                now.description() == null ? description : now.description(),
                now.toolClass() == null ? toolClass : now.toolClass(),
                now.inputSchema() == null ? inputSchema : now.inputSchema(),
                now.outputSchema() == null ? outputSchema : now.outputSchema(),
                timeoutMs,
                softLimitMs,
                filler,
                now.toolClass() == null || now.toolClass() == ToolClass.READ ? retries : Integer.valueOf(0),
                maxPerCall,
                maxPerMinute,
                readBack);
    }

    /** @throws ContractViolation naming each fault with its place */
    Tool tool(ToolId id, Schemas schemas) {
        List<String> faults = new ArrayList<>();
        if (name == null || !name.matches("[a-zA-Z0-9_-]{1,64}")) {
            faults.add("name: letters, digits, _ and -, at most 64");
        }
        if (toolClass == null) faults.add("class: must be read, write or irreversible");
        text(description, "description", faults);
        text(filler, "filler", faults);
        int timeout = number(timeoutMs, new Range("timeout_ms", 10_000, 100, 120_000), faults);
        int soft =
                number(softLimitMs, new Range("soft_limit_ms", Math.min(1_500, timeout - 1), 0, timeout - 1), faults);
        int again = number(retries, new Range("retries", 0, 0, toolClass == ToolClass.READ ? 5 : 0), faults);
        int inCall = number(maxPerCall, new Range("max_per_call", 20, 1, 1_000), faults);
        int inMinute = number(maxPerMinute, new Range("max_per_minute", 120, 1, 100_000), faults);
        String input = schema(inputSchema, "input_schema", schemas, faults);
        String output = outputSchema == null ? null : schema(outputSchema, "output_schema", schemas, faults);
        question(input, faults);
        if (!faults.isEmpty() || name == null || toolClass == null) {
            throw new ContractViolation(String.join("; ", faults));
        }
        return new Tool(
                id,
                name,
                description == null ? "" : description,
                toolClass,
                input,
                output,
                timeout,
                soft,
                filler,
                again,
                inCall,
                inMinute,
                readBack == null ? null : readBack.strip());
    }

    private static String schema(@Nullable JsonNode schema, String field, Schemas schemas, List<String> faults) {
        if (schema == null) {
            faults.add(field + ": is missing");
            return "{}";
        }
        String text = Json.write(schema);
        if (text.length() > LONGEST_SCHEMA) faults.add(field + ": is longer than 64 KiB");
        else schemas.faultsOf(schema, field.equals("input_schema")).forEach(fault -> faults.add(field + fault));
        return text;
    }

    private void question(String input, List<String> faults) {
        if (readBack == null) return;
        if (!readBack.strip().endsWith("?") || readBack.length() > LONGEST_QUESTION) {
            faults.add("read_back: must be a question, at most " + LONGEST_QUESTION + " characters");
        }
        JsonNode arguments = Json.tree(input).path("properties");
        Matcher slots = SLOT.matcher(readBack);
        while (slots.find()) {
            if (!slots.group(1).equals("arguments") && !arguments.has(slots.group(1))) {
                faults.add("read_back: {" + slots.group(1) + "} is no argument of the tool");
            }
        }
    }

    private static void text(@Nullable String text, String field, List<String> faults) {
        if (text != null && text.length() > LONGEST_TEXT)
            faults.add(field + ": at most " + LONGEST_TEXT + " characters");
    }

    private static int number(@Nullable Integer given, Range range, List<String> faults) {
        int value = given == null ? range.usual() : given;
        if (value < range.least() || value > range.most()) {
            faults.add(range.field() + ": must be from " + range.least() + " to " + range.most());
        }
        return value;
    }

    private record Range(String field, int usual, int least, int most) {}
}
