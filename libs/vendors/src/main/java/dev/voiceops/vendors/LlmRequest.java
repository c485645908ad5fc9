package dev.voiceops.vendors;

import dev.voiceops.call.Line;
import java.util.List;

/**
 * What to ask. The unchanging parts (prompt, tools) are sent first and in this order, so that the vendor's prompt
 * cache holds.
 *
 * @param prompt who the agent is; the same for every ask of an agent version
 * @param dialogue what has happened so far, oldest first
 * @param mayUseTools false: answer in words; the tools are still shown, for the cache's sake
 * @param cacheKey routes alike prompts to the same cache, e.g. tenant and agent version; no personal data
 */
public record LlmRequest(
        LlmOptions options,
        String prompt,
        List<Line> dialogue,
        List<ToolSpec> tools,
        boolean mayUseTools,
        String cacheKey,
        LlmDeadlines deadlines) {
    public LlmRequest {
        dialogue = List.copyOf(dialogue);
        tools = List.copyOf(tools);
        if (tools.stream().map(ToolSpec::name).distinct().count() != tools.size()) {
            throw new IllegalArgumentException("two tools of one name: "
                    + tools.stream().map(ToolSpec::name).toList());
        }
    }

    /** The same question for other options. */
    public LlmRequest with(LlmOptions other) {
        return new LlmRequest(other, prompt, dialogue, tools, mayUseTools, cacheKey, deadlines);
    }
}
