package dev.voiceops.connector.session;

import dev.voiceops.connector.media.VoiceTransport;
import dev.voiceops.vendors.PhoneLine;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a call does to its phone line. Any thread; nothing blocks. */
final class Telephone {
    private static final Logger LOG = LoggerFactory.getLogger(Telephone.class);
    private final PhoneLine phone;
    private final @Nullable String callSid;
    private final Executor threads;
    private final Reports reports;
    private volatile @Nullable VoiceTransport transport;
    private CompletableFuture<Void> hangUp = CompletableFuture.completedFuture(null);
    private boolean hungUp;

    /** @param callSid Twilio's id, null when the caller is not on a phone */
    Telephone(PhoneLine phone, @Nullable String callSid, Executor threads, Reports reports) {
        this.phone = phone;
        this.callSid = callSid;
        this.threads = threads;
        this.reports = reports;
    }

    void connect(VoiceTransport opened) {
        transport = opened;
    }

    /** Ends the phone call, then the stream. Once; repeats do nothing. */
    synchronized void hangUp() {
        if (!hungUp) {
            hungUp = true;
            hangUp = CompletableFuture.runAsync(this::endCall, threads);
        }
    }

    /** Done when a hang-up that was ordered has gone through, or failed. */
    synchronized CompletableFuture<Void> quiet() {
        return hangUp;
    }

    /**
     * Gives the phone call back to its script by closing the stream: Twilio then asks the control plane, which knows
     * from the release of this call whom to dial.
     */
    void leave() {
        VoiceTransport open = transport;
        if (open != null) {
            open.close();
        }
    }

    /** Without a REST answer the script takes over once the stream is closed, and it hangs up too. */
    private void endCall() {
        try {
            if (callSid != null) {
                phone.hangUp(callSid);
                reports.served(Vendor.TWILIO);
            }
        } catch (VendorException e) {
            LOG.warn("a call could not be hung up, its script must do it: {}", e.getMessage());
            reports.failed(e.failure());
        } finally {
            leave();
        }
    }
}
