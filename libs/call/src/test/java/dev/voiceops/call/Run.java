package dev.voiceops.call;

import java.util.List;
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

    /** What the caller said in the asks, one text for each. */
    List<String> asked() {
        return asks().stream()
                .map(ask -> ask.dialogue().getLast())
                .map(Line::toString)
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

    Line.Caller caller(String text) {
        return new Line.Caller(text);
    }
}
