package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.scenario.Moment;
import dev.voiceops.simulators.scenario.Scenario;
import dev.voiceops.simulators.scenario.Step;
import java.util.Optional;

/** The caller's part, step by step. Times are ms since the media stream began. One thread at a time. */
final class CallerScript {
    /** Sound that goes on this long after the caller's own step is an answer and not the end of what he cut short. */
    private static final long STILL_TALKING_MS = 200;

    private final Scenario scenario;
    private int next;
    private long sinceMs;
    private boolean acting;

    CallerScript(Scenario scenario) {
        this.scenario = scenario;
    }

    /** What to do now, if it is time. The step is under way until {@link #done} is called. */
    Optional<Step> due(long nowMs, AgentSound agent) {
        if (acting || next == scenario.steps().size()) {
            return Optional.empty();
        }
        var step = scenario.steps().get(next);
        if (!isTime(step.when(), nowMs, agent)) {
            return Optional.empty();
        }
        acting = true;
        next++;
        return Optional.of(step);
    }

    /** The step that is waited for, if any is left. */
    Optional<Step> awaited() {
        return acting || next == scenario.steps().size()
                ? Optional.empty()
                : Optional.of(scenario.steps().get(next));
    }

    boolean outOfPatience(long nowMs) {
        return nowMs >= scenario.maxMs()
                || awaited().filter(step -> nowMs - sinceMs > step.patienceMs()).isPresent();
    }

    /** A media stream begins, the first or a later one: its clock starts at 0. */
    void begin() {
        sinceMs = 0;
        acting = false;
    }

    /** Number of the latest step, from 1; 0 before the first. */
    int step() {
        return next;
    }

    /** The step under way has ended at {@code atMs}. */
    void done(long atMs) {
        acting = false;
        sinceMs = atMs;
    }

    private boolean isTime(Moment moment, long nowMs, AgentSound agent) {
        return switch (moment) {
            case Moment.After(long ms) -> nowMs - sinceMs >= ms;
            case Moment.AgentSilent(long ms) ->
                agent.lastSoundMs() > sinceMs + STILL_TALKING_MS && nowMs - agent.lastSoundMs() >= ms;
            case Moment.IntoAgent(long ms) ->
                agent.speaking() && agent.startedMs() >= sinceMs && nowMs - agent.startedMs() >= ms;
        };
    }
}
