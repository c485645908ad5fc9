package dev.voiceops.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step of a call: the time it happens at, and the effects it has. Shared by those who act in it. */
final class Scene {
    final Policy policy;
    private List<Effect> effects = new ArrayList<>();
    private long now;

    Scene(Policy policy) {
        this.policy = policy;
    }

    /** Begins a step. Time never goes back: false if the clock did. */
    boolean begin(long nowMs) {
        effects = new ArrayList<>();
        boolean forward = nowMs >= now;
        now = Math.max(now, nowMs);
        return forward;
    }

    long now() {
        return now;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /** Marks the timeline; {@code fields} are names and values in turn. */
    void note(String type, Object... fields) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) named.put(fields[i].toString(), fields[i + 1].toString());
        add(new Effect.Note(type, named));
    }

    List<Effect> effects() {
        return effects;
    }
}
