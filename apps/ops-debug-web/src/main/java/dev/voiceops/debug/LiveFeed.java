package dev.voiceops.debug;

import dev.voiceops.store.Db;
import dev.voiceops.store.Listener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells browsers that something changed, as the database tells us. It carries call ids only: a hint to look again, never
 * content. Any thread; subscribers are called on the listeners' threads and must not block.
 */
final class LiveFeed implements AutoCloseable {
    /** Something may have changed in any call: after a lost connection to the database. */
    static final String ANY = "*";

    private final Set<Consumer<String>> subscribers = ConcurrentHashMap.newKeySet();
    private List<AutoCloseable> listening = List.of();

    private LiveFeed() {}

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

    void subscribe(Consumer<String> subscriber) {
        subscribers.add(subscriber);
    }

    void unsubscribe(Consumer<String> subscriber) {
        subscribers.remove(subscriber);
    }

    private void tell(String call) {
        subscribers.forEach(subscriber -> subscriber.accept(call));
    }

    @Override
    public void close() {
        for (AutoCloseable listener : listening) {
            try {
                listener.close();
            } catch (Exception e) {
                throw new IllegalStateException("a database listener does not close", e);
            }
        }
    }
}
