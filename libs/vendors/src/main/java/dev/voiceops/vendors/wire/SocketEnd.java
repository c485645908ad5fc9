package dev.voiceops.vendors.wire;

import java.net.http.HttpHeaders;

/** How a socket came to its end. */
public sealed interface SocketEnd {

    /** The vendor answered the upgrade with something other than 101. */
    record Refused(int status, HttpHeaders headers) implements SocketEnd {}

    /** No connection, or no answer to the upgrade, in time. */
    record Unreachable() implements SocketEnd {}

    /** The vendor closed; 1005 when it gave no code. */
    record Closed(int code, String reason) implements SocketEnd {}

    /** The connection broke, or a message was longer than any the vendor sends. */
    record Broken() implements SocketEnd {}
}
