package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.voice.SpokenLines;
import dev.voiceops.simulators.wire.SocketDial;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What all calls of a simulated Twilio share.
 *
 * @param words a fresh interpreter of the agent's sound for each stream
 */
record Equipment(
        Account account,
        Signer signer,
        SocketDial sockets,
        Webhooks webhooks,
        FaultScripts faults,
        InstantSource clock,
        SpokenLines lines,
        Supplier<AgentWords> words) {}
