package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.voice.SpokenLines;
import dev.voiceops.simulators.wire.SocketDial;
import io.netty.channel.EventLoopGroup;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places simulated phone calls, many at once: a virtual thread for each call's TwiML, a few event loops for all media.
 * Any thread.
 */
public final class TwilioCaller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioCaller.class);
    private static final int ENDED_KEPT = 500;
    private final Equipment equipment;
    private final Understanding understanding;
    private final HttpClient http;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("simulated-call-", 0).factory());
    private final Map<String, PhoneCall> calls = new LinkedHashMap<>();

    /**
     * What a caller needs.
     *
     * @param loops carries the media sockets
     * @param words interprets the agent's sound, one for each stream
     */
    public record Setting(
            Account account,
            EventLoopGroup loops,
            SpokenLines lines,
            FaultScripts faults,
            InstantSource clock,
            Supplier<AgentWords> words,
            Understanding understanding) {
        /** Without engines: for load, with tones for a voice. */
        public static Setting light(Account account, EventLoopGroup loops, SpokenLines lines) {
            return new Setting(
                    account,
                    loops,
                    lines,
                    new FaultScripts(),
                    InstantSource.system(),
                    () -> AgentWords.UNKNOWN,
                    Understanding.NONE);
        }
    }

    public TwilioCaller(Setting setting) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        var signer = new Signer(setting.account().authToken());
        this.equipment = new Equipment(
                setting.account(),
                signer,
                new SocketDial(setting.loops()),
                new Webhooks(http, signer, setting.faults()),
                setting.faults(),
                setting.clock(),
                setting.lines(),
                setting.words());
        this.understanding = setting.understanding();
    }

    public Account account() {
        return equipment.account();
    }

    /** Places a call and returns at once; what becomes of it, tells the call. */
    public PhoneCall place(CallPlan plan) {
        var call = new PhoneCall(Sids.next("CA"), plan, equipment.clock().instant());
        keep(call);
        threads.execute(() -> run(call));
        return call;
    }

    private void run(PhoneCall call) {
        Ending ending;
        try {
            call.plan().scenario().lines().forEach(equipment.lines()::say);
            ending = new CallRun(call, equipment).run();
        } catch (InterruptedException closed) {
            ending = new Ending("fault", "simulator_closed", "failed");
        } catch (RuntimeException broken) {
            LOG.atError().setCause(broken).addKeyValue("call", call.sid()).log("a simulated call broke");
            ending = new Ending("fault", "simulator_broke", "failed");
        }
        call.status(ending.status());
        long nowMs = (System.nanoTime() - call.placedNanos()) / 1_000_000;
        call.feed()
                .add(Progress.of(
                        nowMs,
                        Progress.ENDED,
                        "by",
                        ending.by(),
                        "reason",
                        ending.reason(),
                        "status",
                        ending.status()));
        call.report().complete(Judge.report(call, understanding, ending.by(), ending.reason()));
    }

    private synchronized void keep(PhoneCall call) {
        calls.put(call.sid(), call);
        if (calls.size() > ENDED_KEPT) {
            calls.values().stream()
                    .filter(PhoneCall::ended)
                    .map(PhoneCall::sid)
                    .findFirst()
                    .ifPresent(calls::remove);
        }
    }

    public synchronized Optional<PhoneCall> find(String callSid) {
        return Optional.ofNullable(calls.get(callSid));
    }

    /** Calls placed, oldest first; of the ended ones the last 500. */
    public synchronized List<PhoneCall> list() {
        return List.copyOf(calls.values());
    }

    synchronized boolean forget(String callSid) {
        return calls.remove(callSid) != null;
    }

    /** Breaks off all calls. */
    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
