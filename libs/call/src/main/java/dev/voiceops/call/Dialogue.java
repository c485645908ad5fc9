package dev.voiceops.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was said and done in this call, as far as it was noticed, and the tools the call has run. */
final class Dialogue {
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> news = new ArrayList<>();
    private final Map<String, String> firstUse = new HashMap<>();
    private final Map<String, ToolCall> strays = new HashMap<>();

    List<Line> lines() {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(news);
        return all;
    }

    /** The dialogue with the turn under way, all of which will be heard for all we know. */
    List<Line> with(Reply reply) {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(news);
        all.addAll(reply.lines(reply.speech.length(), false));
        return all;
    }

    /** The turn is over; its tools that have not answered go astray. */
    void commit(Reply reply, int heard, boolean interrupted) {
        lines.addAll(reply.lines(heard, interrupted));
        settle();
        reply.thinking.allRuns().filter(ToolRun::isPending).forEach(this::giveUp);
    }

    /** What was noted is part of the dialogue from here on. */
    void settle() {
        lines.addAll(news);
        news.clear();
    }

    /** Nobody waits for this tool any longer. */
    void giveUp(ToolRun run) {
        strays.put(run.call.id(), run.call);
    }

    /**
     * A tool nobody waits for has returned; the model will read it, as a tool's result like any other: what tools say never
     * stands in a note, which a model obeys. False if it was never run or returned before.
     */
    boolean strayReturns(ToolCall call, ToolResult result) {
        if (strays.remove(call.id()) == null) return false;
        ToolCall again = unique(new ToolCall(call.id() + ".late", call.name(), call.arguments()), 0, 0);
        news.add(new Line.Agent("", List.of(new Line.ToolUse(again, result)), false));
        note("The tool " + call.name() + " (call " + call.id()
                + "), started earlier, has ended only now. Its result stands above " + "as call " + again.id()
                + "; the caller has not been told of it.");
        return true;
    }

    /** Notes something the model must know; in the dialogue it comes after the turn under way. */
    void note(String text) {
        news.add(new Line.Note(text));
    }

    /** The call under an id that no other step of this phone call has used: some models count from one each time. */
    ToolCall unique(ToolCall call, int turn, int step) {
        String here = turn + "." + step;
        boolean ours = firstUse.computeIfAbsent(call.id(), id -> here).equals(here);
        return ours ? call : new ToolCall(call.id() + "." + here, call.name(), call.arguments());
    }
}
