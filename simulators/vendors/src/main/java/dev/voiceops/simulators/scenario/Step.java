package dev.voiceops.simulators.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a caller: at that moment he does this, and then expects that, until his next step.
 *
 * @param patienceMs how long he waits for the moment before he gives up and hangs up
 */
public record Step(Moment when, Act act, Expect expect, long patienceMs) {
    static final long PATIENCE_MS = 20_000;

    @JsonCreator
    static Step of(
            @JsonProperty("when") When when,
            @JsonProperty("say") @Nullable String say,
            @JsonProperty("mumble_ms") @Nullable Integer mumbleMs,
            @JsonProperty("keys") @Nullable String keys,
            @JsonProperty("hang_up") @Nullable Boolean hangUp,
            @JsonProperty("patience_ms") @Nullable Long patienceMs,
            @JsonProperty("expect") @Nullable Expect expect) {
        if (when == null) {
            throw new IllegalArgumentException("a step needs 'when'");
        }
        Act act = new Act.Listen();
        int acts = 0;
        if (say != null) {
            act = new Act.Say(say);
            acts++;
        }
        if (mumbleMs != null) {
            act = new Act.Mumble(mumbleMs);
            acts++;
        }
        if (keys != null) {
            act = new Act.Keys(keys);
            acts++;
        }
        if (Boolean.TRUE.equals(hangUp)) {
            act = new Act.HangUp();
            acts++;
        }
        if (acts > 1) {
            throw new IllegalArgumentException("a step does one thing: say, mumble_ms, keys or hang_up");
        }
        return new Step(
                when.moment(),
                act,
                expect == null ? Expect.NOTHING : expect,
                patienceMs == null ? PATIENCE_MS : patienceMs);
    }

    /**
     * What should follow a step.
     *
     * @param intent the scripted brain understood this intent; "" = no matter
     * @param tool the scripted brain asked for this tool; "" = no matter
     * @param hears words the caller should have heard from the agent (known when the voice is the simulated Rime)
     * @param gapBelowMs the longest wait from the end of the caller's words to the agent's first sound; 0 = no matter
     * @param clearedWithinMs a barge-in silences the agent within this time; 0 = no matter
     */
    public record Expect(String intent, String tool, List<String> hears, long gapBelowMs, long clearedWithinMs) {
        public static final Expect NOTHING = new Expect("", "", List.of(), 0, 0);

        @JsonCreator
        static Expect of(
                @JsonProperty("intent") @Nullable String intent,
                @JsonProperty("tool") @Nullable String tool,
                @JsonProperty("hears") @Nullable List<String> hears,
                @JsonProperty("gap_below_ms") @Nullable Long gapBelowMs,
                @JsonProperty("cleared_within_ms") @Nullable Long clearedWithinMs) {
            return new Expect(
                    intent == null ? "" : intent,
                    tool == null ? "" : tool,
                    hears == null ? List.of() : List.copyOf(hears),
                    gapBelowMs == null ? 0 : gapBelowMs,
                    clearedWithinMs == null ? 0 : clearedWithinMs);
        }
    }

    /** The moment as it is written: exactly one of the three. */
    record When(
            @JsonProperty("agent_silent_ms") @Nullable Long agentSilentMs,
            @JsonProperty("into_agent_ms") @Nullable Long intoAgentMs,
            @JsonProperty("after_ms") @Nullable Long afterMs) {
        Moment moment() {
            if (agentSilentMs != null && intoAgentMs == null && afterMs == null) {
                return new Moment.AgentSilent(agentSilentMs);
            }
            if (intoAgentMs != null && agentSilentMs == null && afterMs == null) {
                return new Moment.IntoAgent(intoAgentMs);
            }
            if (afterMs != null && agentSilentMs == null && intoAgentMs == null) {
                return new Moment.After(afterMs);
            }
            throw new IllegalArgumentException("when: exactly one of agent_silent_ms, into_agent_ms, after_ms");
        }
    }
}
