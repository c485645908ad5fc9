package dev.voiceops.debug;

import dev.voiceops.store.Db;
import dev.voiceops.store.Listener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Tells browsers that something changed, as the database tells us. It carries call ids only: a hint to look again, never
 * content. Any thread; each subscriber is called on a thread of its own, so that a slow browser holds up nobody else.
 */
final class LiveFeed implements AutoCloseable {
    /** Something may have changed in any call: at the beginning, after a lost connection, and when a browser cannot keep up. */
    static final String ANY = "*";

    /** How many changes may wait for one browser before they become {@link #ANY}. */
    static final int WAITING = 256;

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private List<AutoCloseable> listening = List.of();

    static LiveFeed of(Db db) {
        LiveFeed feed = new LiveFeed();
        Listener tell = new Listener() {
            @Override
            public void connected() {
                feed.tell(ANY);
            }

            @Override
            public void notified(String payload) {
                feed.tell(payload);
            }
        };
        feed.listening = List.of(db.listen("calls", tell), db.listen("call_events", tell));
        return feed;
    }

    /** Calls {@code subscriber}, which may block, with {@link #ANY} and then with each change, until the answer is closed. */
    Subscription subscribe(Consumer<String> subscriber) {
        Subscription subscription = new Subscription(subscriber);
        subscriptions.add(subscription);
        subscription.thread.start();
        return subscription;
    }

    void tell(String call) {
        subscriptions.forEach(subscription -> subscription.add(call));
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        for (AutoCloseable listener : listening) {
            try {
                listener.close();
            } catch (Exception e) {
                throw new IllegalStateException("a database listener does not close", e);
            }
        }
    }

    /** One browser. */
    final class Subscription implements AutoCloseable {
        private final BlockingQueue<String> changes = new LinkedBlockingQueue<>(WAITING);
        private final Consumer<String> subscriber;
        private final Thread thread;

        private Subscription(Consumer<String> subscriber) {
            this.subscriber = subscriber;
            this.thread = Thread.ofVirtual().name("live-feed").unstarted(this::pass);
            changes.add(ANY);
        }

        private synchronized void add(String call) {
            if (changes.offer(call)) return;
            changes.clear();
            changes.add(ANY);
        }

        private void pass() {
            try {
                while (true) subscriber.accept(changes.take());
            } catch (InterruptedException closed) {
                subscriptions.remove(this);
            }
        }

        @Override
        public void close() {
            subscriptions.remove(this);
            thread.interrupt();
        }
    }
}
