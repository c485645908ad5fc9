package dev.voiceops.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that LISTEN, one per listener, each with its virtual thread. Any thread may open and close. */
final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int WAIT_MS = 10_000;
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final Connector connector;
    private final Set<Listening> open = ConcurrentHashMap.newKeySet();

    Listeners(Connector connector) {
        this.connector = connector;
    }

    AutoCloseable open(String channel, Listener listener) {
        if (!channel.matches("[a-z_]{1,60}")) {
            throw new IllegalArgumentException("a channel's name has lower-case letters and underscores only");
        }
        Listening listening = new Listening(channel, listener);
        open.add(listening);
        listening.thread.start();
        return listening;
    }

    @Override
    public void close() {
        open.forEach(Listening::close);
    }

    /** Opens one session outside the pool. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    private final class Listening implements AutoCloseable {
        private final String channel;
        private final Listener listener;
        private final Thread thread;
        private volatile boolean closed;
        private volatile @Nullable Connection connection;

        Listening(String channel, Listener listener) {
            this.channel = channel;
            this.listener = listener;
            thread = Thread.ofVirtual().name("listen-" + channel).unstarted(this::listenAgainAndAgain);
        }

        private void listenAgainAndAgain() {
            int failures = 0;
            while (!closed) {
                try (Connection fresh = connector.connect()) {
                    connection = fresh;
                    subscribe(fresh);
                    failures = 0;
                    pass(listener::connected);
                    receive(fresh.unwrap(PGConnection.class));
                } catch (SQLException e) {
                    if (!closed) {
                        failures++;
                        LOG.warn("Listening broke off, connecting again: channel={} failures={}", channel, failures);
                        pause(failures);
                    }
                }
            }
        }

        private void subscribe(Connection fresh) throws SQLException {
            try (Statement statement = fresh.createStatement()) {
                statement.execute("listen " + channel);
            }
        }

        private void receive(PGConnection fresh) throws SQLException {
            while (!closed) {
                PGNotification[] notifications = fresh.getNotifications(WAIT_MS);
                if (notifications == null || notifications.length == 0) {
                    mustAnswer();
                    continue;
                }
                for (PGNotification notification : notifications) {
                    pass(() -> listener.notified(notification.getParameter()));
                }
            }
        }

        /** A network that swallowed the connection would otherwise look like silence for ever. */
        private void mustAnswer() throws SQLException {
            Connection current = connection;
            if (current != null && !current.isValid(WAIT_MS / 1000)) {
                throw new SQLException("the connection is dead", "08006");
            }
        }

        private void pass(Runnable call) {
            try {
                call.run();
            } catch (RuntimeException e) {
                // a listener's fault must not end the listening of this channel
                LOG.error("A listener failed: channel={}", channel, e);
            }
        }

        private void pause(int failures) {
            long limit =
                    Math.min(LONGEST_BACKOFF.toNanos(), Duration.ofMillis(50).toNanos() << Math.min(failures, 10));
            LockSupport.parkNanos(limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2));
        }

        @Override
        public void close() {
            closed = true;
            open.remove(this);
            Connection current = connection;
            if (current != null) {
                try {
                    current.abort(Runnable::run);
                } catch (SQLException e) {
                    LOG.debug("Aborting a listening connection failed: channel={}", channel, e);
                }
            }
            LockSupport.unpark(thread);
        }
    }
}
