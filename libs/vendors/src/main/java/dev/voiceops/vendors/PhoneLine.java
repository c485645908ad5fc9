package dev.voiceops.vendors;

import java.net.URI;

/**
 * What we can do to a live phone call from outside its media stream. Methods block for up to a few seconds: call them
 * on a virtual thread. They throw {@link VendorException} when the vendor refused or could not be reached.
 */
public interface PhoneLine {

    /** How an order to the phone line ended. */
    enum Outcome {
        /** The vendor took the order. */
        DONE,
        /** The call was over before. For a hang-up that is as good as done; a redirect came too late. */
        ALREADY_ENDED
    }

    /** Ends the call. Safe to repeat, and repeated by itself after a failure that leaves the outcome open. */
    Outcome hangUp(String callSid);

    /**
     * Gives the call new instructions (TwiML as XML text, at most 4000 characters); its media stream ends. Never
     * repeated after an ambiguous failure.
     */
    Outcome redirect(String callSid, String twiml);

    /**
     * Sends the call to fetch new instructions at {@code url} (absolute); its media stream ends. Never repeated after
     * an ambiguous failure.
     */
    Outcome redirect(String callSid, URI url);
}
