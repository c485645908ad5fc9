package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Mode;
import dev.voiceops.app.config.Settings;
import dev.voiceops.connector.Connector;
import dev.voiceops.store.Database;
import dev.voiceops.store.DatabaseSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: builds what the roles of this process need, in order, and closes it in reverse, calls first. Nothing else in
 * the product knows which roles run. Started by one thread; any may close it.
 */
public final class Server implements AutoCloseable {
    private static final Duration LAST_QUESTIONS = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Config config;
    private final LocalSecrets secrets;
    private final VendorPlan vendors;
    private final Set<Role> roles;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private @Nullable Simulation simulation;

    private Server(Config config, Set<Role> roles) {
        this.config = config;
        this.roles = EnumSet.copyOf(roles);
        this.secrets = new LocalSecrets(config);
        this.vendors = VendorPlan.of(config, secrets);
    }

    /**
     * Starts these roles; returns when all of them answer.
     *
     * @throws dev.voiceops.app.config.ConfigException when a setting the roles need is missing
     * @throws StartupException when something else is in the way
     */
    static Server start(Config config, Set<Role> roles) {
        Server server = new Server(config, roles);
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void start() {
        Ports.mustBeFree(config, roles);
        if (roles.contains(Role.SIMULATORS) && vendors.anySimulated()) {
            simulation = closing(Simulation.start(config, vendors));
        }
        if (!roles.equals(EnumSet.of(Role.SIMULATORS))) {
            Database database = closing(Database.open(databaseSettings()));
            if (config.get(Settings.MODE) == Mode.DEMO && roles.contains(Role.CONTROL_PLANE_API)) {
                new DemoTenant(database.db()).ensure(mockN8n(), secrets.demoToolToken());
                new DemoPeople(database.db(), secrets).ensure();
                DemoPrices.ensure(database.db(), Instant.now());
            }
            Assembly assembly = new Assembly(config, secrets, vendors, database.db());
            Connector connector = roles.contains(Role.AGENT_CONNECTOR) ? closing(assembly.connector()) : null;
            assembly.springRoles(roles).ifPresent(this::closing);
            if (connector != null) closeFirst(connector);
        }
        LOG.info("Roles are up: {}", roles);
    }

    /** The demo tenant's n8n, which the connector serves. */
    private URI mockN8n() {
        return config.find(Settings.CONNECTOR_URL)
                .orElse(URI.create("http://127.0.0.1:" + config.get(Settings.CONNECTOR_PORT)))
                .resolve("/mock-n8n");
    }

    private DatabaseSettings databaseSettings() {
        if (config.find(Settings.DATABASE_URL).isEmpty() && !roles.contains(Role.CONTROL_PLANE_API)) {
            throw new StartupException(
                    "DATABASE_URL is not set. The embedded database lives in the process of control-plane-api; other"
                            + " processes need the URL of an outside one.");
        }
        return Databases.settings(config, secrets);
    }

    /** What stands in for the vendors here; null when none is simulated in this process. */
    @Nullable
    Simulation simulation() {
        return simulation;
    }

    VendorPlan vendors() {
        return vendors;
    }

    LocalSecrets secrets() {
        return secrets;
    }

    private <T extends AutoCloseable> T closing(T part) {
        running.push(part);
        return part;
    }

    /** Live calls that may finish still need the control plane. */
    private void closeFirst(Connector connector) {
        running.remove(connector);
        running.push(() -> empty(connector));
    }

    /** When a stream has ended the carrier asks what comes next, and again after a second while the call's end is not known. */
    private static void empty(Connector connector) throws InterruptedException {
        boolean callers = connector.liveCalls() > 0;
        connector.close();
        if (callers) Thread.sleep(LAST_QUESTIONS);
    }

    /** Whether anything of it is still to be closed. */
    synchronized boolean isOpen() {
        return !running.isEmpty();
    }

    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.error("A part of the process did not close", e);
            }
        }
    }
}
