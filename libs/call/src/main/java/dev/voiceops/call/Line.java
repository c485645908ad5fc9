package dev.voiceops.call;

import java.util.List;

/**
 * One line of the dialogue as it happened, which is what the model is given. Tool calls stand beside their results, so a
 * dialogue with an unanswered call can't be written down.
 */
public sealed interface Line {

    /** What the caller said, typed or keyed in. */
    record Caller(String text) implements Line {}

    /**
     * One step of the agent: the text the caller heard of it (all of it, while the turn is still being spoken), then the
     * tools it used. Text may be empty when there are tools.
     *
     * @param interrupted the caller cut in: {@code text} ends where he stopped hearing it
     */
    record Agent(String text, List<ToolUse> tools, boolean interrupted) implements Line {
        /** What is shown to a model at the end of a text the caller interrupted. */
        public static final String CUT = " … [interrupted by the caller]";

        public Agent {
            tools = List.copyOf(tools);
        }

        Agent cut() {
            return new Agent(text, tools, true);
        }

        /** The text with a mark where it was cut; this is what a model should see. */
        public String marked() {
            return interrupted ? (text + CUT).strip() : text;
        }
    }

    /** Something the model must know and nobody said, such as the result of a tool that came late. */
    record Note(String text) implements Line {}

    /** A tool call and what came of it; {@link ToolResult.Status#PENDING} when the dialogue went on without it. */
    record ToolUse(ToolCall call, ToolResult result) {}
}
