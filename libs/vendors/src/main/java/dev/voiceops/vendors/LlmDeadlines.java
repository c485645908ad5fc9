package dev.voiceops.vendors;

import java.time.Duration;

/**
 * How long an answer may take. Only words and tool calls count as progress: headers, role chunks and keep-alive
 * comments do not.
 *
 * @param firstToken from asking to the first word or tool call
 * @param gap between two pieces of progress
 * @param total from asking to the end
 */
public record LlmDeadlines(Duration firstToken, Duration gap, Duration total) {
    public LlmDeadlines {
        for (var deadline : new Duration[] {firstToken, gap, total}) {
            if (!deadline.isPositive())
                throw new IllegalArgumentException("llm deadline must be positive: " + deadline);
        }
    }

    /** 5 s to the first token, 4 s between tokens, 30 s in all. */
    public static LlmDeadlines forVoice() {
        return new LlmDeadlines(Duration.ofSeconds(5), Duration.ofSeconds(4), Duration.ofSeconds(30));
    }
}
