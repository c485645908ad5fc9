package dev.voiceops.connector.session;

import dev.voiceops.call.Effect;
import dev.voiceops.call.Event;
import dev.voiceops.call.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Follows turns that somebody typed, from the typed words to the agent's whole reply. {@link #expect} is for any thread,
 * {@link #stepped} for the call's.
 */
final class TypedTurns {
    private final List<Watch> watches = new ArrayList<>();

    /**
     * What a typed turn brought.
     *
     * @param turn the turn that answered, 0 when none did
     * @param reply everything the agent had to say, heard or not
     * @param tools tools that ran, with their results
     */
    record Reply(int turn, String reply, List<Used> tools) {}

    /** A tool and what came of it; {@code output} is JSON text on success, else a sentence. */
    record Used(String toolCallId, String name, String status, String output) {}

    private static final class Watch {
        private final Event typed;
        private final CompletableFuture<Reply> done = new CompletableFuture<>();
        private final StringBuilder reply = new StringBuilder();
        private final List<Used> tools = new ArrayList<>();
        private int turn;

        Watch(Event typed) {
            this.typed = typed;
        }
    }

    /** Done when the agent has nothing more to say to {@code typed}, which is to be posted next. */
    synchronized CompletableFuture<Reply> expect(Event.Typed typed) {
        Watch watch = new Watch(typed);
        watches.add(watch);
        return watch.done;
    }

    /** It will not be posted after all. */
    synchronized void forget(Event.Typed typed) {
        watches.removeIf(watch -> isThis(watch.typed, typed));
    }

    /** A step of the conversation. */
    synchronized void stepped(Event event, List<Effect> effects) {
        if (watches.isEmpty()) {
            return;
        }
        watches.removeIf(watch -> follow(watch, event, effects));
    }

    /** True when it is done. */
    private static boolean follow(Watch watch, Event event, List<Effect> effects) {
        if (isThis(watch.typed, event)) {
            watch.turn = effects.stream().mapToInt(TypedTurns::turnBegun).max().orElse(0);
            if (watch.turn == 0) {
                return finish(watch);
            }
        }
        if (watch.turn == 0) {
            return effects.stream().anyMatch(Effect.Ended.class::isInstance) && finish(watch);
        }
        if (event instanceof Event.ToolReturned(int turn, var call, ToolResult result) && turn == watch.turn) {
            String status = result.status().name().toLowerCase(Locale.ROOT);
            watch.tools.add(new Used(call.id(), call.name(), status, result.output()));
        }
        boolean over = false;
        for (Effect effect : effects) {
            over |= hear(watch, effect);
        }
        return over && finish(watch);
    }

    private static int turnBegun(Effect effect) {
        if (effect instanceof Effect.Ask ask) {
            return ask.turn();
        } else if (effect instanceof Effect.RunTool run) {
            return run.turn();
        }
        return effect instanceof Effect.Say say ? say.turn() : 0;
    }

    /** True when this ends the reply. */
    private static boolean hear(Watch watch, Effect effect) {
        if (effect instanceof Effect.Say(int turn, String text) && turn == watch.turn) {
            watch.reply.append(watch.reply.isEmpty() ? "" : " ").append(text.strip());
        }
        return effect instanceof Effect.Ended
                || (effect instanceof Effect.EndSpeech end && end.turn() == watch.turn)
                || (effect instanceof Effect.TurnClosed closed && closed.times().turn() == watch.turn);
    }

    @SuppressWarnings("ReferenceEquality") // the very event that was posted, not one with equal words
    private static boolean isThis(Event typed, Event event) {
        return typed == event;
    }

    private static boolean finish(Watch watch) {
        Reply reply = new Reply(watch.turn, watch.reply.toString(), List.copyOf(watch.tools));
        watch.done.completeAsync(() -> reply);
        return true;
    }
}
