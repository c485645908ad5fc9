package dev.voiceops.call;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of a {@link VirtualCall}. */
record Run(Policy policy, Conversation conversation, List<VirtualCall.Happened> happened) {

    <E extends Effect> Stream<E> effects(Class<E> kind) {
        return happened.stream()
                .flatMap(step -> step.effects().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** When the effects of this kind came, in ms. */
    List<Long> times(Class<? extends Effect> kind) {
        return happened.stream()
                .flatMap(
                        step -> step.effects().stream().filter(kind::isInstance).map(effect -> step.atMs()))
                .toList();
    }

    /** All that was given to the voice, in order. */
    List<String> said() {
        return effects(Effect.Say.class).map(Effect.Say::text).toList();
    }

    List<Line> dialogue() {
        return conversation.dialogue();
    }

    List<Effect.Ask> asks() {
        return effects(Effect.Ask.class).toList();
    }

    /** The caller's words that were put to the model, one text for each ask that had any last. */
    List<String> asked() {
        return asks().stream()
                .map(ask -> ask.dialogue().getLast())
                .filter(Line.Caller.class::isInstance)
                .map(line -> ((Line.Caller) line).text())
                .toList();
    }

    /** The agent's lines of the dialogue. */
    List<Line.Agent> agent() {
        return dialogue().stream()
                .filter(Line.Agent.class::isInstance)
                .map(Line.Agent.class::cast)
                .toList();
    }

    List<Utterance> utterances() {
        return effects(Effect.Utter.class).map(Effect.Utter::utterance).toList();
    }

    List<Utterance> spoken() {
        return utterances().stream()
                .filter(utterance -> utterance.speaker() == Utterance.Speaker.AGENT)
                .toList();
    }

    List<String> callerSaid() {
        return utterances().stream()
                .filter(utterance -> utterance.speaker() == Utterance.Speaker.CALLER)
                .map(Utterance::heard)
                .toList();
    }

    List<TurnTimes> turns() {
        return effects(Effect.TurnClosed.class).map(Effect.TurnClosed::times).toList();
    }

    List<Effect.Note> notes(String type) {
        return effects(Effect.Note.class)
                .filter(note -> note.type().equals(type))
                .toList();
    }

    List<Effect.Ended> ended() {
        return effects(Effect.Ended.class).toList();
    }

    /** What happened, one step a line: for the eyes of whoever wonders why a test fails. */
    String story() {
        return happened.stream()
                .map(step -> step.atMs() + " " + step.event() + " -> " + step.effects())
                .collect(Collectors.joining("\n"));
    }
}
