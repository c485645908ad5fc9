package dev.voiceops.vendors.rime;

import dev.voiceops.vendors.wire.Mailbox;
import dev.voiceops.vendors.wire.Pulse;
import dev.voiceops.vendors.wire.SocketEnd;
import dev.voiceops.vendors.wire.SocketListener;
import dev.voiceops.vendors.wire.VendorSocket;

/** One connection of a voice; what happens on it is told in the voice's mailbox, to which its state belongs. */
final class RimeLine implements SocketListener {
    private static final String EOS = "{\"operation\":\"eos\"}";
    private static final long LEAVE_MS = 250;

    /** Who speaks over it. */
    interface Speaker {
        /** A message came over this line. */
        void read(RimeLine line, String message);

        /** This line is gone. */
        void lost(RimeLine line, SocketEnd end);
    }

    final VendorSocket socket = new VendorSocket(this);
    private final Pulse pulse;
    private final Mailbox mailbox;
    private final Speaker speaker;
    private boolean open;
    private long openedMs;

    RimeLine(Pulse pulse, Mailbox mailbox, Speaker speaker) {
        this.pulse = pulse;
        this.mailbox = mailbox;
        this.speaker = speaker;
    }

    boolean wasOpen() {
        return open;
    }

    boolean wasOpenFor(long ms) {
        return open && pulse.nowMs() - openedMs >= ms;
    }

    /** Says goodbye and does not wait for the answer. */
    void leave() {
        pulse.after(LEAVE_MS, socket::drop);
        socket.text(EOS);
    }

    @Override
    public void onOpen() {
        mailbox.execute(() -> {
            open = true;
            openedMs = pulse.nowMs();
        });
    }

    @Override
    public void onText(String message) {
        mailbox.execute(() -> speaker.read(this, message));
    }

    @Override
    public void onEnd(SocketEnd end) {
        mailbox.execute(() -> speaker.lost(this, end));
    }
}
