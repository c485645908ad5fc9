package dev.voiceops.control.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** From a host to all its addresses; asked once for each connection. Blocks; safe for all threads. */
@FunctionalInterface
interface Names {
    /** The machine's own resolver. */
    Names SYSTEM = InetAddress::getAllByName;

    InetAddress[] of(String host) throws UnknownHostException;
}
