package dev.voiceops.call;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one agent version behaves in a call. Immutable. Everything has a default: {@code Policy.standard().with(...)}.
 *
 * @param limits the numbers; a limit left out has its default
 * @param phrases the fixed sentences; a phrase left out has its default
 * @param wording words with a meaning for turn taking, by language
 * @param tools limits of tools by name; a tool left out has {@link ToolLimits#STANDARD}
 * @param silence what is said when the caller says nothing, in order; the last is the goodbye after which the call ends
 * @param voicemail what to do when a machine takes the call
 * @param transferTarget the number for {@code transfer_call}; empty if this agent can't transfer
 */
public record Policy(
        Map<Limit, Long> limits,
        Map<Phrase, String> phrases,
        Wording wording,
        Map<String, ToolLimits> tools,
        List<Rung> silence,
        VoicemailAction voicemail,
        String transferTarget) {

    /** The name under which the model ends the call. */
    public static final String END_CALL = "end_call";

    /** The name under which the model hands the caller over. */
    public static final String TRANSFER_CALL = "transfer_call";

    /**
     * What a tool may take.
     *
     * @param softMs after this the caller hears {@code filler}, once a turn; blank for none
     * @param hardMs after this the turn goes on without the tool
     * @param readBack the question the caller must say yes to before the tool runs; blank for none. {@code {order_id}} stands for
     *     the argument of this name, {@code {arguments}} for all of them, {@code {tool}} for the tool's name
     */
    public record ToolLimits(long softMs, long hardMs, String filler, String readBack) {
        /** For tools without limits of their own. */
        public static final ToolLimits STANDARD = new ToolLimits(1_200, 10_000, "One moment, please.");

        /** As {@code readBack}: the question is {@link Phrase#READ_BACK}. */
        public static final String STANDARD_QUESTION = "{question}";

        public ToolLimits {
            if (softMs < 0 || hardMs <= 0)
                throw new IllegalArgumentException("tool limits must be positive ms: " + softMs + ", " + hardMs);
        }

        /** Of a tool that runs without asking. */
        public ToolLimits(long softMs, long hardMs, String filler) {
            this(softMs, hardMs, filler, "");
        }
    }

    /** A step of the silence ladder: after {@code afterMs} without a word from the caller, say {@code prompt}; the last is the goodbye. */
    public record Rung(long afterMs, String prompt) {
        public Rung {
            if (afterMs <= 0)
                throw new IllegalArgumentException("silence ladder: after_ms must be positive: " + afterMs);
        }
    }

    /** What to do when a machine takes the call. */
    public enum VoicemailAction {
        CONTINUE,
        HANG_UP,
        LEAVE_MESSAGE
    }

    public Policy {
        limits.forEach((limit, value) -> {
            if (value < 0) throw new IllegalArgumentException(limit + " must not be negative: " + value);
        });
        limits = Map.copyOf(limits);
        phrases = Map.copyOf(phrases);
        tools = Map.copyOf(tools);
        silence = List.copyOf(silence);
    }

    /** English defaults throughout. */
    public static Policy standard() {
        List<Rung> ladder = List.of(
                new Rung(8_000, "Are you still there?"),
                new Rung(8_000, "I'm sorry, I can't hear you. Are you there?"),
                new Rung(8_000, "I can't hear you, so I'll hang up now. Please call again. Goodbye."));
        return new Policy(Map.of(), Map.of(), Wording.english(), Map.of(), ladder, VoicemailAction.CONTINUE, "");
    }

    /** The value of a limit, in the unit its name tells. */
    public long get(Limit limit) {
        return limits.getOrDefault(limit, limit.standard());
    }

    /** The text of a phrase; blank if nothing is to be said. */
    public String get(Phrase phrase) {
        return phrases.getOrDefault(phrase, phrase.english());
    }

    ToolLimits tool(String name) {
        return tools.getOrDefault(name, ToolLimits.STANDARD);
    }

    /** What the caller is asked before this tool runs; empty if he is not asked. */
    Optional<String> question(String tool) {
        String own = tool(tool).readBack();
        if (own.isBlank()) return Optional.empty();
        if (!own.equals(ToolLimits.STANDARD_QUESTION)) return Optional.of(own);
        String phrase = get(Phrase.READ_BACK);
        return Optional.of(phrase.isBlank() ? Phrase.READ_BACK.english() : phrase);
    }

    Optional<String> transfer() {
        return Optional.of(transferTarget).filter(target -> !target.isBlank());
    }

    public Policy with(Limit limit, long value) {
        Map<Limit, Long> changed = new EnumMap<>(Limit.class);
        changed.putAll(limits);
        changed.put(limit, value);
        return new Policy(changed, phrases, wording, tools, silence, voicemail, transferTarget);
    }

    public Policy with(Phrase phrase, String text) {
        Map<Phrase, String> changed = new EnumMap<>(Phrase.class);
        changed.putAll(phrases);
        changed.put(phrase, text);
        return new Policy(limits, changed, wording, tools, silence, voicemail, transferTarget);
    }

    public Policy with(Wording words) {
        return new Policy(limits, phrases, words, tools, silence, voicemail, transferTarget);
    }

    public Policy with(VoicemailAction action) {
        return new Policy(limits, phrases, wording, tools, silence, action, transferTarget);
    }

    public Policy withTools(Map<String, ToolLimits> limitsByName) {
        return new Policy(limits, phrases, wording, limitsByName, silence, voicemail, transferTarget);
    }

    public Policy withSilence(List<Rung> ladder) {
        return new Policy(limits, phrases, wording, tools, ladder, voicemail, transferTarget);
    }

    public Policy withTransfer(String target) {
        return new Policy(limits, phrases, wording, tools, silence, voicemail, target);
    }
}
