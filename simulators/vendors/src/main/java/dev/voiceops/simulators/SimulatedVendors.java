package dev.voiceops.simulators;

import dev.voiceops.simulators.control.ControlDoor;
import dev.voiceops.simulators.deepgram.ListenDoor;
import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.openai.ChatDoor;
import dev.voiceops.simulators.rime.RimeDoor;
import dev.voiceops.simulators.speech.Recogniser;
import dev.voiceops.simulators.twilio.IncomingNumbers;
import dev.voiceops.simulators.twilio.RestDoor;
import dev.voiceops.simulators.twilio.TwilioCaller;
import dev.voiceops.simulators.voice.HeardWords;
import dev.voiceops.simulators.voice.ScriptedEars;
import dev.voiceops.simulators.voice.SpokenLines;
import dev.voiceops.simulators.voice.Voiceprints;
import dev.voiceops.simulators.wire.LoopbackServer;
import dev.voiceops.simulators.wire.Loops;
import dev.voiceops.simulators.wire.RequestLog;
import io.netty.channel.EventLoopGroup;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * All simulated vendors behind one loopback server: {@code /twilio}, {@code /deepgram}, {@code /openai/v1}, {@code
 * /rime} and {@code /control}. Any thread.
 */
public final class SimulatedVendors implements AutoCloseable {
    private static final int LOOPS = 2;
    private final SimulationConfig config;
    private final EventLoopGroup loops;
    private final ExecutorService threads;
    private final FaultScripts faults;
    private final RequestLog requests;
    private final SpokenLines lines;
    private final Voiceprints prints;
    private final TwilioCaller caller;
    private final Recogniser ears;
    private final LoopbackServer server;

    private SimulatedVendors(SimulationConfig config) {
        this.config = config;
        this.loops = Loops.threads(LOOPS, "simulated-vendors");
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.faults = new FaultScripts();
        config.faults().forEach(faults::set);
        this.requests = new RequestLog(config.clock());
        var engines = config.engines();
        this.lines = new SpokenLines(engines.caller());
        this.prints = new Voiceprints();
        this.ears = engines.recogniser().orElseGet(() -> new ScriptedEars(lines));
        var pace = config.pace();
        var chat = new ChatDoor(config.brain(), pace.chat(), faults, requests, config.clock());
        var rime = new RimeDoor(engines.agent(), prints, pace.speech(), faults, requests, threads);
        var listen = new ListenDoor(ears, faults, requests, config.clock(), pace.idleMs());
        this.caller = new TwilioCaller(new TwilioCaller.Setting(
                config.account(),
                loops,
                lines,
                faults,
                config.clock(),
                () -> new HeardWords(prints),
                new BrainWitness(chat.log(), requests)));
        var control = new ControlDoor(caller, faults, requests, new Describing(config, ears), new Ordering(config));
        this.server = LoopbackServer.start(
                loops,
                config.port(),
                Map.of(
                        "/twilio",
                                new RestDoor(
                                        caller,
                                        IncomingNumbers.of(config.account(), config.number()),
                                        faults,
                                        requests),
                        "/deepgram", listen,
                        "/openai/v1", chat,
                        "/rime", rime,
                        "/control", control));
    }

    /** @throws IllegalStateException when the port is taken */
    public static SimulatedVendors start(SimulationConfig config) {
        return new SimulatedVendors(config);
    }

    public int port() {
        return server.port();
    }

    /** Places calls from Java; the control API does the same. */
    public TwilioCaller caller() {
        return caller;
    }

    public FaultScripts faults() {
        return faults;
    }

    public RequestLog requests() {
        return requests;
    }

    SpokenLines lines() {
        return lines;
    }

    Voiceprints voiceprints() {
        return prints;
    }

    /** {@code http://127.0.0.1:port}; put {@code /deepgram} and so on after it. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The same for web sockets. */
    public String socketUrl() {
        return "ws://127.0.0.1:" + port();
    }

    /** Breaks off all calls and connections, and closes the engines. */
    @Override
    public void close() {
        caller.close();
        server.close();
        threads.shutdownNow();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        ears.close();
        config.engines().caller().close();
        config.engines().agent().close();
    }
}
