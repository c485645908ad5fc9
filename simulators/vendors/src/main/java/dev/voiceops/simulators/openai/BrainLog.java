package dev.voiceops.simulators.openai;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the scripted brain decided lately, to judge a scenario by. Any thread. */
public final class BrainLog {
    private static final int KEPT = 1_000;
    private final Deque<Thought> thoughts = new ArrayDeque<>();

    synchronized void add(Instant at, String said, Decision decision) {
        if (thoughts.size() == KEPT) {
            thoughts.removeFirst();
        }
        var tools = decision.tools().stream().map(Decision.Call::name).toList();
        thoughts.add(new Thought(at, said, decision.intent(), tools, decision.text()));
    }

    /** All that is kept, oldest first. */
    public synchronized List<Thought> list() {
        return List.copyOf(thoughts);
    }

    /**
     * @param said the caller's words it answered, as they were recognised
     * @param intent "" when it understood nothing
     */
    public record Thought(Instant at, String said, String intent, List<String> tools, String answered) {}
}
