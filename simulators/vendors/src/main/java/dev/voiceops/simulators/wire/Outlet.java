package dev.voiceops.simulators.wire;

/** Where messages leave the machine: a web socket or the body of an HTTP answer. Used on its own event loop only. */
public interface Outlet {
    void send(Message message);

    /** Ends in order: close frame with code and reason, or the end of the body (an HTTP body has no code). */
    void close(int code, String reason);

    /** Ends at once with a TCP reset. */
    void reset();

    /** From now on nothing is read and nothing sent, not even a pong or a close, and the socket stays open. */
    void deafen();

    /** Whether bytes that arrive are read; while they are not, they pile up at the sender. */
    void reading(boolean on);
}
