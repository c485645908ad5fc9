package dev.voiceops.contracts;

import dev.voiceops.call.Limit;
import dev.voiceops.call.Phrase;
import dev.voiceops.call.Policy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an agent takes turns, as kept in a version. What is left out is filled in from the product's defaults when the version is
 * made, so that later changes of the defaults do not change published agents.
 *
 * @param limits by wire name of {@link Limit} ({@code barge_in_ms}, {@code endpoint_ms}, …); complete after construction
 * @param phrases by wire name of {@link Phrase}, without {@code greeting} and {@code goodbye}, which have fields of their own
 * @param silenceLadder what to say when the caller is silent, in order; the last is the goodbye
 * @param voicemail {@code continue | hang_up | leave_message}
 */
public record TurnPolicy(
        Map<String, Long> limits,
        Map<String, String> phrases,
        @Nullable List<SilenceStep> silenceLadder,
        @Nullable String voicemail) {
    private static final Set<Phrase> FIELDS = Set.of(Phrase.GREETING, Phrase.GOODBYE);
    private static final Policy STANDARD = Policy.standard();

    /** @throws ContractViolation naming the first name that is unknown or value that is out of range */
    public TurnPolicy {
        limits = completeLimits(limits);
        phrases = completePhrases(phrases);
        silenceLadder = silenceLadder == null
                ? STANDARD.silence().stream()
                        .map(rung -> new SilenceStep(rung.afterMs(), rung.prompt()))
                        .toList()
                : List.copyOf(silenceLadder);
        voicemail = voicemail == null ? wire(STANDARD.voicemail()) : voicemail;
        action(voicemail);
    }

    /** The product's defaults. */
    public static TurnPolicy defaults() {
        return new TurnPolicy(Map.of(), Map.of(), null, null);
    }

    /** The same policy with one limit changed. */
    public TurnPolicy with(Limit limit, long value) {
        Map<String, Long> changed = new TreeMap<>(limits);
        changed.put(wire(limit), value);
        return new TurnPolicy(changed, phrases, silenceLadder, voicemail);
    }

    /** After {@code afterMs} of silence since the last sound, say {@code say}. */
    public record SilenceStep(long afterMs, String say) {
        /** @throws ContractViolation naming the field that is missing or out of range */
        public SilenceStep {
            Demand.atLeast(1, afterMs, "policy.silence_ladder.after_ms");
            Demand.text(say, "policy.silence_ladder.say");
        }
    }

    /** The heart's form of it, without what other fields of the snapshot say. */
    Policy asPolicy() {
        Map<Limit, Long> numbers =
                Arrays.stream(Limit.values()).collect(Collectors.toMap(l -> l, l -> limits.get(wire(l))));
        Map<Phrase, String> words = Arrays.stream(Phrase.values())
                .filter(phrase -> !FIELDS.contains(phrase))
                .collect(Collectors.toMap(p -> p, p -> phrases.get(wire(p))));
        List<Policy.Rung> ladder = Demand.copy(silenceLadder).stream()
                .map(step -> new Policy.Rung(step.afterMs(), step.say()))
                .toList();
        return new Policy(numbers, words, STANDARD.wording(), Map.of(), ladder, action(String.valueOf(voicemail)), "");
    }

    private static Map<String, Long> completeLimits(@Nullable Map<String, Long> given) {
        Map<String, Long> all = new TreeMap<>();
        for (Limit limit : Limit.values()) all.put(wire(limit), limit.standard());
        if (given != null) {
            given.forEach((name, value) -> {
                if (!all.containsKey(name)) throw new ContractViolation("policy.limits." + name + ": unknown limit");
                Demand.atLeast(0, Demand.present(value, "policy.limits." + name), "policy.limits." + name);
                all.put(name, value);
            });
        }
        return Collections.unmodifiableMap(all);
    }

    private static Map<String, String> completePhrases(@Nullable Map<String, String> given) {
        Map<String, String> all = new TreeMap<>();
        for (Phrase phrase : Phrase.values()) {
            if (!FIELDS.contains(phrase)) all.put(wire(phrase), phrase.english());
        }
        if (given != null) {
            given.forEach((name, text) -> {
                if (!all.containsKey(name)) throw new ContractViolation("policy.phrases." + name + ": unknown phrase");
                all.put(name, Demand.present(text, "policy.phrases." + name));
            });
        }
        return Collections.unmodifiableMap(all);
    }

    private static Policy.VoicemailAction action(String name) {
        return Arrays.stream(Policy.VoicemailAction.values())
                .filter(action -> wire(action).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ContractViolation("policy.voicemail: must be continue, hang_up or leave_message"));
    }

    private static String wire(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
