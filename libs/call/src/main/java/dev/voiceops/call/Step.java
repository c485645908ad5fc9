package dev.voiceops.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One answer of the model within a turn: its text, which begins at {@code from} in the turn's text, then its tools. */
record Step(int from, List<ToolRun> runs) {

    Step(int from) {
        this(from, new ArrayList<>());
    }

    /** This step as it stands in the dialogue, or empty if nobody noticed anything of it. */
    Optional<Line.Agent> line(String heard) {
        List<Line.ToolUse> tools =
                runs.stream().filter(ToolRun::isDispatched).map(ToolRun::use).toList();
        return heard.isEmpty() && tools.isEmpty() ? Optional.empty() : Optional.of(new Line.Agent(heard, tools, false));
    }
}
