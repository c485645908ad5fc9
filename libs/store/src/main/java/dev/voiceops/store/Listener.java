package dev.voiceops.store;

/** Who wants to be woken by NOTIFY. Called on one thread of the listener's own; must not block it for long. */
public interface Listener {
    /** The channel is (again) being listened to; anything may have happened before: look for yourself. */
    void connected();

    /** Somebody committed a NOTIFY with this payload. */
    void notified(String payload);
}
