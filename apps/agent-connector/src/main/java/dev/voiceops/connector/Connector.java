package dev.voiceops.connector;

import dev.voiceops.audio.Metronome;
import dev.voiceops.audio.VoiceActivities;
import dev.voiceops.connector.http.HttpEdge;
import dev.voiceops.connector.http.Route;
import dev.voiceops.connector.journal.Journal;
import dev.voiceops.connector.journal.JournalSettings;
import dev.voiceops.connector.media.MediaCounts;
import dev.voiceops.connector.media.MediaDoor;
import dev.voiceops.connector.mockn8n.MockN8n;
import dev.voiceops.connector.session.AiMode;
import dev.voiceops.connector.session.CallRoutes;
import dev.voiceops.connector.session.ControlPlane;
import dev.voiceops.connector.session.House;
import dev.voiceops.connector.session.Switchboard;
import dev.voiceops.connector.session.VendorWatch;
import dev.voiceops.connector.session.Vendors;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.Db;
import dev.voiceops.store.Secret;
import dev.voiceops.vendors.twilio.TwilioSignature;
import dev.voiceops.vendors.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent-connector: holds live calls from their media socket to their release. Start it, and close it to drain it.
 */
public final class Connector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
    private final ConnectorConfig config;
    private final Records records;
    private final Switchboard switchboard;
    private final HttpEdge edge;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private volatile boolean heartbeatFails;

    /**
     * Starts a connector on the real vendor clients and the database; it serves when this returns.
     *
     * @param recordings where the sound of calls is kept; null: calls are not recorded
     */
    public static Connector start(ConnectorConfig config, Db db, @Nullable SealedRecordings recordings) {
        Wire wire = Wire.open();
        Parts parts = new Parts(
                VendorClients.over(wire, config.vendors()),
                VoiceActivities.load(1),
                new StoreRecords(db, config.identity()),
                recordings);
        Connector connector = new Connector(config, parts);
        connector.toClose.addLast(wire);
        return connector;
    }

    /** Starts a connector on given parts: for tests and measurements. */
    public static Connector start(ConnectorConfig config, Parts parts) {
        return new Connector(config, parts);
    }

    /**
     * What a connector stands on; the detectors are closed with it.
     *
     * @param recordings null: calls are not recorded
     */
    public record Parts(
            Vendors vendors,
            VoiceActivities voices,
            Records records,
            @Nullable SealedRecordings recordings) {}

    private Connector(ConnectorConfig config, Parts parts) {
        this.config = config;
        records = parts.records();
        Metronome metronome = opened(Metronome.start());
        opened(parts.voices());
        Journal journal = opened(journal(config.files().spool()));
        House house = house(parts, metronome, journal);
        switchboard = new Switchboard(house, config.identity().capacity());
        edge = edge(house, journal);
        House.Workers workers = house.workers();
        Runnable beat = () -> workers.threads().execute(this::heartbeat);
        workers.timer().scheduleWithFixedDelay(beat, 0, config.patience().heartbeatMs(), TimeUnit.MILLISECONDS);
    }

    private House house(Parts parts, Metronome metronome, Journal journal) {
        ServiceClient client =
                opened(new ServiceClient(new ServiceToken(config.serviceToken().reveal())));
        return new House(
                config.identity().id(),
                parts.vendors(),
                parts.voices(),
                metronome,
                new ControlPlane(client, config.controlPlane()),
                new House.Register(journal, parts.recordings(), records),
                new AiMode(mode(parts.vendors())),
                new VendorWatch(InstantSource.system()),
                workers(),
                config.patience().calls());
    }

    private House.Workers workers() {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connector-timer").factory());
        toClose.push(threads::shutdownNow);
        toClose.push(timer::shutdownNow);
        return new House.Workers(threads, timer, InstantSource.system());
    }

    private HttpEdge edge(House house, Journal journal) {
        MediaCounts counts = new MediaCounts();
        MediaDoor door = new MediaDoor(switchboard, config.media().limits(), counts, genuine(config));
        StateRoutes state = new StateRoutes(
                switchboard,
                config.identity().capacity(),
                house.vendors(),
                house.watch(),
                house.voices(),
                house.metronome(),
                counts,
                journal::state,
                records::ping);
        List<Route> routes = new ArrayList<>(state.routes());
        routes.addAll(new CallRoutes(switchboard, house.ai()).routes());
        routes.addAll(new MockN8n(config.mockN8nKey().reveal()).routes());
        ServiceToken token = new ServiceToken(config.serviceToken().reveal());
        InetSocketAddress at =
                new InetSocketAddress(config.listen().host(), config.listen().port());
        return new HttpEdge(at, routes, token, door::mount);
    }

    private Journal journal(Path spool) {
        try {
            return new Journal(records, spool, JournalSettings.standard(), InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException("the journal's spool file can't be opened: " + spool, e);
        }
    }

    private static String mode(Vendors vendors) {
        return vendors.states().stream().anyMatch(state -> state.role().equals("brain") && state.simulated())
                ? "simulated"
                : "openai";
    }

    /** Twilio signs the URL of the TwiML, sometimes with a slash at its end. */
    private static Predicate<@Nullable String> genuine(ConnectorConfig config) {
        Secret key = config.media().twilioAuthToken();
        if (key == null) {
            return _ -> true;
        }
        TwilioSignature signer = new TwilioSignature(key.reveal());
        String url = config.media().signedUrl().toString();
        return signature -> signer.valid(url, signature) || signer.valid(url + "/", signature);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        toClose.push(resource);
        return resource;
    }

    private void heartbeat() {
        try {
            records.heartbeat(switchboard.live(), switchboard.draining());
            heartbeatFails = false;
        } catch (RuntimeException e) {
            if (!heartbeatFails) {
                LOG.warn("the connector's heartbeat can't be written: {}", e.getMessage());
            }
            heartbeatFails = true;
        }
    }

    /** The port it listens on. */
    public int port() {
        return edge.port();
    }

    /** How many calls it holds now. */
    public int liveCalls() {
        return switchboard.live();
    }

    /** Takes no more calls; those that are here go on. */
    public void drain() {
        switchboard.drain();
        heartbeat();
    }

    /** Drains: calls end by themselves within their time, or with a spoken goodbye; then everything is given back. */
    @Override
    public void close() {
        drain();
        try {
            switchboard.empty(config.patience().drainMs());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        edge.close();
        toClose.forEach(Connector::closed);
        try {
            records.leave();
        } catch (RuntimeException e) {
            LOG.warn("the connector could not sign off: {}", e.getMessage());
        }
    }

    private static void closed(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("something of the connector could not be closed", e);
        }
    }
}
