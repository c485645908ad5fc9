package dev.voiceops.vendors.wire;

/**
 * What happens on a socket. Called by one thread at a time, except that the end may come from the thread that drops the
 * socket: hand on to a {@link Mailbox} and return, never block.
 */
public interface SocketListener {

    /** The vendor accepted the upgrade. */
    void onOpen();

    /** A whole text message. */
    void onText(String message);

    /** The socket is gone, whoever ended it; the last call. */
    void onEnd(SocketEnd end);
}
