package dev.voiceops.call;

import java.util.ArrayList;
import java.util.List;

/**
 * All that determined a call: its policy, and each event with the playhead at its time. Written as lines of text, one a
 * step, so that it can be appended to while the call runs. Holds what was said: keep it as you keep recordings.
 */
public record RunRecord(Policy policy, List<Step> steps) {

    /** One step of a call. */
    public record Step(Event event, Playhead playhead) {
        /** This step as one line, without its end. */
        public String line() {
            return RecordText.write(this);
        }
    }

    public RunRecord {
        steps = List.copyOf(steps);
    }

    /** The first line of a record: the policy. */
    public static String firstLine(Policy policy) {
        return RecordText.write(policy);
    }

    /** The whole record as text. */
    public String text() {
        StringBuilder text = new StringBuilder(firstLine(policy)).append('\n');
        for (Step step : steps) text.append(step.line()).append('\n');
        return text.toString();
    }

    /**
     * Reads a record back. A last line cut short by a crash is left out.
     *
     * @throws IllegalArgumentException if this is not a record, saying where
     */
    public static RunRecord read(String text) {
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (lines.isEmpty()) throw new IllegalArgumentException("not a journal: no line is complete");
        List<Step> steps = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) steps.add(RecordText.read(line, Step.class));
        return new RunRecord(RecordText.read(lines.getFirst(), Policy.class), steps);
    }

    /**
     * Runs the call again: the effects of each step as one line. The same record gives the same lines, to the byte, on any
     * machine; another policy shows where a call would have gone otherwise.
     */
    public List<String> replay() {
        Conversation conversation = new Conversation(policy);
        return steps.stream()
                .map(step -> effects(conversation.on(step.event, step.playhead)))
                .toList();
    }

    /** The effects of one step as one line, for comparing. */
    public static String effects(List<Effect> effects) {
        return RecordText.write(effects);
    }
}
