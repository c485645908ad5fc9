package dev.voiceops.simulators.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All that happened in a call so far, told to each follower from the beginning, in order and once. Any thread. */
final class CallFeed {
    private final List<Progress> all = new ArrayList<>();
    private final List<Consumer<Progress>> followers = new ArrayList<>();

    synchronized void add(Progress progress) {
        all.add(progress);
        followers.forEach(follower -> follower.accept(progress));
    }

    /** The follower must be quick: it is called by whoever adds. */
    synchronized void follow(Consumer<Progress> follower) {
        all.forEach(follower);
        followers.add(follower);
    }

    synchronized List<Progress> list() {
        return List.copyOf(all);
    }
}
