package dev.voiceops.call;

import java.util.List;

/**
 * The port through which a call acts: mouth, brain, hands, line and record. The call loop calls it on the call's own
 * thread only. Nothing here may block: start the work and post its result to the loop.
 */
public interface World {

    /** How much of which turn the caller has heard, with the time {@code nowMs} put in. */
    Playhead playhead(long nowMs);

    /** Writes down a step before its effects are performed, so that the call can be replayed. */
    void record(Event event, Playhead playhead, List<Effect> effects);

    /** Performs any effect but {@link Effect.Arm} and {@link Effect.Disarm}, which are the loop's. */
    void perform(Effect effect);
}
