package dev.voiceops.simulators.openai;

import dev.voiceops.simulators.wire.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Token counts of the right shape and a plausible size: about four characters a token. */
final class Usage {
    private Usage() {}

    static ObjectNode of(JsonNode request, List<String> chunks) {
        long prompt = Json.write(request.path("messages")).length() / 4;
        long completion = Math.max(1, chunks.size() - 2);
        var usage = Json.object()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0).put("audio_tokens", 0);
        return usage;
    }
}
