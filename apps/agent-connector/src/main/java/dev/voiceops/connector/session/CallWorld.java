package dev.voiceops.connector.session;

import dev.voiceops.call.Effect;
import dev.voiceops.call.EndReason;
import dev.voiceops.call.Event;
import dev.voiceops.call.Outcome;
import dev.voiceops.call.Party;
import dev.voiceops.call.Playhead;
import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.World;
import dev.voiceops.connector.journal.CallLog;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Performs what the conversation decides, by handing it to the organ concerned. Only the call's thread enters. */
final class CallWorld implements World {
    /** The organs and the record. */
    record Organs(Brain brain, Hands hands, Telephone telephone, CallLog log, TypedTurns typed) {}

    /** How the call stands, for those who watch it. */
    record Standing(
            Party owes, int turn, int bargeIns, @Nullable TurnTimes lastTurn) {
        private Standing with(Party nowOwing) {
            return new Standing(nowOwing, turn, bargeIns, lastTurn);
        }

        private Standing after(Effect effect) {
            if (effect instanceof Effect.Ask ask) {
                return new Standing(owes, ask.turn(), bargeIns, lastTurn);
            } else if (effect instanceof Effect.Say say) {
                return new Standing(owes, say.turn(), bargeIns, lastTurn);
            } else if (effect instanceof Effect.Note(String type, var _) && type.equals("voice_barge_in_detected")) {
                return new Standing(owes, turn, bargeIns + 1, lastTurn);
            } else if (effect instanceof Effect.TurnClosed(TurnTimes times)) {
                return new Standing(owes, turn, bargeIns, times);
            }
            return this;
        }
    }

    private final Organs organs;
    private final Supplier<Party> owes;
    private final LongSupplier nowMs;
    private final BiConsumer<EndReason, Outcome> ended;
    private volatile @Nullable Senses senses;
    private volatile Standing standing = new Standing(Party.NOBODY, 0, 0, null);

    /**
     * @param owes asks the conversation who owes sound
     * @param nowMs the call's clock
     * @param ended told once, on the call's thread
     */
    CallWorld(Organs organs, Supplier<Party> owes, LongSupplier nowMs, BiConsumer<EndReason, Outcome> ended) {
        this.organs = organs;
        this.owes = owes;
        this.nowMs = nowMs;
        this.ended = ended;
    }

    /** The media is there. Before {@link Event.Connected} is posted; any thread. */
    void connect(Senses opened) {
        senses = opened;
    }

    Standing standing() {
        return standing;
    }

    @Override
    public Playhead playhead(long now) {
        Senses open = senses;
        return open == null ? new Playhead(now, 0, 0) : open.mouth().playhead(now);
    }

    @Override
    public void record(Event event, Playhead playhead, List<Effect> effects) {
        organs.typed().stepped(event, effects);
        Standing next = standing.with(owes.get());
        for (Effect effect : effects) {
            next = next.after(effect);
        }
        standing = next;
    }

    @Override
    public void perform(Effect effect) {
        switch (effect) {
            case Effect.Ask ask -> organs.brain().ask(ask);
            case Effect.CancelAsk cancel -> organs.brain().cancel(cancel.turn());
            case Effect.RunTool run -> organs.hands().run(run);
            case Effect.Say say -> mouth().say(say.turn(), say.text());
            case Effect.EndSpeech end -> mouth().end(end.turn());
            case Effect.StopSpeaking stop -> mouth().stop(stop.turn());
            case Effect.Revoice again -> mouth().revoice(again.turn(), again.text());
            case Effect.Duck duck -> mouth().duck(duck.on());
            case Effect.Arm _, Effect.Disarm _ -> throw new IllegalStateException("timers are the loop's");
            case Effect.Note note -> organs.log().event("runtime." + note.type(), nowMs.getAsLong(), note.fields());
            case Effect.Utter said -> organs.log().utterance(said.utterance(), nowMs.getAsLong());
            case Effect.TurnClosed closed -> organs.log().turn(closed.times(), nowMs.getAsLong());
            case Effect.Transfer _ -> organs.telephone().leave();
            case Effect.HangUp _ -> organs.telephone().hangUp();
            case Effect.Ended over -> ended.accept(over.reason(), over.outcome());
        }
    }

    private Mouth mouth() {
        Senses open = senses;
        if (open == null) {
            throw new IllegalStateException("a call without media has nothing to speak with");
        }
        return open.mouth();
    }
}
