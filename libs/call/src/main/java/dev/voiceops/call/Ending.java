package dev.voiceops.call;

import static dev.voiceops.call.EndReason.TRANSFERRED;
import static dev.voiceops.call.Limit.TRANSFER_MS;
import static dev.voiceops.call.TurnTimes.NEVER;

import dev.voiceops.call.Effect.Ended;
import dev.voiceops.call.Effect.HangUp;
import dev.voiceops.call.Effect.Transfer;
import org.jspecify.annotations.Nullable;

/** How a call ends: last words, hand-over, hanging up. What is said is played out before the line is closed. */
final class Ending {
    private final Scene scene;
    private final Agent agent;
    private final Floor floor;
    private long transferringSince = NEVER;
    private @Nullable Ended ended;

    Ending(Scene scene, Agent agent, Floor floor) {
        this.scene = scene;
        this.agent = agent;
        this.floor = floor;
    }

    /** The end, once it has come. */
    @Nullable
    Ended ended() {
        return ended;
    }

    boolean isOver() {
        return ended != null;
    }

    /** Whether the network is putting the caller through to somebody else. */
    boolean isTransferring() {
        return transferringSince != NEVER;
    }

    long transferDue() {
        return transferringSince + scene.policy.get(TRANSFER_MS);
    }

    /** The agent has given the floor away, by having said all or by falling silent: what follows it follows. */
    void follow(Next next) {
        switch (next) {
            case Next.Listen _ -> floor.agentIsDone();
            case Next.Leave leave -> hangUp(leave.reason());
            case Next.HandOver(var target) -> {
                transferringSince = scene.now();
                scene.add(new Transfer(target));
            }
        }
    }

    void transferFails(String code) {
        if (!isTransferring()) return;
        transferringSince = NEVER;
        scene.note("transfer_failed", "code", code);
        agent.say(scene.policy.get(Phrase.TRANSFER_FAILED), Next.LISTEN);
    }

    /** Ends the call with these last words, whatever the caller says meanwhile. */
    void leave(EndReason reason, Phrase lastWords) {
        leave(scene.policy.get(lastWords), new Next.Leave(reason, true));
    }

    /** Ends the call with these last words. A firm end is not replaced by another. */
    void leave(String lastWords, Next.Leave next) {
        if (agent.isFirm()) return;
        agent.cut();
        transferringSince = NEVER;
        if (lastWords.isBlank()) hangUp(next.reason());
        else agent.say(lastWords, next);
    }

    /** Somebody other than the caller wants the call to end; he gets a goodbye where one can be said. */
    void request(EndReason reason) {
        scene.note("end_requested", "reason", reason.code());
        switch (reason) {
            case OPERATOR_END -> leave(reason, Phrase.OPERATOR_GOODBYE);
            case DRAINED -> leave(reason, Phrase.DRAIN_GOODBYE);
            case MAX_DURATION -> leave(reason, Phrase.TIME_IS_UP);
            case VENDOR_FAILURE, INTERNAL_ERROR -> leave(reason, Phrase.TROUBLE_GOODBYE);
            case AGENT_GOODBYE -> leave(reason, Phrase.GOODBYE);
            case SILENCE, VOICEMAIL, TRANSFERRED, CALLER_HANGUP, MEDIA_LOST, CONNECTOR_LOST -> hangUp(reason);
            case DISPATCH_EXPIRED, HANDOFF_INVALID, NO_CAPACITY -> hangUp(reason);
        }
    }

    /** Closes the line. */
    void hangUp(EndReason reason) {
        agent.cut();
        scene.add(new HangUp(reason));
        end(reason);
    }

    /** The line is gone. */
    void lineIsGone(EndReason reason) {
        end(isTransferring() ? TRANSFERRED : reason);
    }

    private void end(EndReason reason) {
        Outcome outcome = Outcome.of(reason, agent.hasAnswered(), owedBy());
        agent.cut();
        agent.takeReadBack().ifPresent(unanswered -> agent.notConfirmed(unanswered, "call_ended"));
        floor.record();
        ended = new Ended(reason, outcome);
    }

    /** Who owed the next sound when the end came: a goodbye is owed by nobody, words without an answer by the model. */
    private Party owedBy() {
        Reply reply = agent.reply();
        if (reply == null) return floor.hasWords() ? Party.MODEL : Party.CALLER;
        if (!reply.isAudible()) return Party.MODEL;
        return reply.next() instanceof Next.Leave ? Party.NOBODY : Party.VOICE;
    }
}
