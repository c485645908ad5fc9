package dev.voiceops.simulators.wire;

import io.netty.buffer.ByteBuf;

/** The receiving side of a web socket. Called on the connection's event loop: must not block. */
public interface SocketListener {
    void text(String text);

    /** @param bytes the frame's payload, valid during the call only */
    void binary(ByteBuf bytes);

    /** The connection is gone, in order or not; called once. */
    void closed(int code, String reason);
}
