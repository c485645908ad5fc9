package dev.voiceops.call;

import java.util.List;

/**
 * Everything that can happen to a call. Events are facts from outside, posted by adapters in the order in which they
 * happened; audio frames are not among them. Values are immutable and may cross threads.
 */
public sealed interface Event {

    /** The media of the call is open both ways; the call's first event. */
    record Connected() implements Event {}

    /** The voice detector hears the caller's voice. It may be a cough or a television. */
    record SpeechStarted() implements Event {}

    /** The caller's voice is gone; {@code silentMs} of silence had already passed when the detector decided so. */
    record SpeechStopped(long silentMs) implements Event {}

    /**
     * Words of the caller. With {@code last} they never change again and count as said; without, {@code text} replaces
     * the words guessed so far since the last ones that were final.
     */
    record Transcript(String text, boolean last) implements Event {}

    /** The recogniser judges that the caller's turn is complete (Deepgram {@code speech_final}, Flux EndOfTurn). */
    record TurnEnded() implements Event {}

    /** A turn typed by a person instead of spoken; {@code /tool name {json}} runs a tool directly. */
    record Typed(String text) implements Event {}

    /** A key of the caller's telephone: 0-9, *, #, A-D. */
    record Digit(char key) implements Event {}

    /** A timer armed by {@link Effect.Arm} ran out. Posted by the loop only. */
    record Alarm(Timer timer) implements Event {}

    /** The line is gone: nothing can be said any more. */
    record HungUp(EndReason reason) implements Event {}

    /** Somebody other than the caller wants the call to end: it ends with a spoken goodbye where one is possible. */
    record EndRequested(EndReason reason) implements Event {}

    /** The recogniser is gone and is being replaced; until {@link EarBack} the caller can't be understood. */
    record EarLost(Failure failure) implements Event {}

    /** A recogniser listens again. */
    record EarBack() implements Event {}

    /** The transfer asked for by {@link Effect.Transfer} did not come about; the caller is still on this line. */
    record TransferFailed(Failure failure) implements Event {}

    /** A result of work done for a turn. It names that turn, so that results of a finished turn die at one door. */
    sealed interface OfTurn extends Event {
        /** The turn of the {@link Effect} that asked for this work. */
        int turn();
    }

    /** A result of one {@link Effect.Ask}; results of an ask that was given up are recognised by their step. */
    sealed interface OfStep extends OfTurn {
        /** The step of the {@link Effect.Ask} answered. */
        int step();
    }

    /** The model wrote some more text. */
    record Thought(int turn, int step, String delta) implements OfStep {}

    /** The model wants a tool to run; its arguments are complete. */
    record ToolWanted(int turn, int step, ToolCall call) implements OfStep {}

    /** The model has finished this step. */
    record ThoughtEnded(int turn, int step) implements OfStep {}

    /** The model failed to finish this step. */
    record ThoughtFailed(int turn, int step, Failure failure) implements OfStep {}

    /** A tool came back, with whatever status. Exactly one is posted for each {@link Effect.RunTool}, ever so late. */
    record ToolReturned(int turn, ToolCall call, ToolResult result) implements OfTurn {}

    /** When which words sound; appended to what was told before for this turn. */
    record Voiced(int turn, List<Word> words) implements OfTurn {
        public Voiced {
            words = List.copyOf(words);
        }
    }

    /** The first audio of this turn was sent to the caller. */
    record AudioStarted(int turn) implements OfTurn {}

    /** Everything said before {@link Effect.EndSpeech} has been played to the caller. */
    record PlayoutEnded(int turn) implements OfTurn {}

    /** The voice failed while it had something of this turn to say; audio not yet sent is lost. */
    record VoiceFailed(int turn, Failure failure) implements OfTurn {}
}
