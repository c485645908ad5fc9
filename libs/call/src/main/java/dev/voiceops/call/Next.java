package dev.voiceops.call;

/** What follows once the agent's words have been played. */
sealed interface Next {
    Next LISTEN = new Listen();

    /** The caller has the floor. */
    record Listen() implements Next {}

    /** Hang up. Unless {@code firm}, the caller may still interrupt and stay. */
    record Leave(EndReason reason, boolean firm) implements Next {}

    /** Hand the caller over to this number. */
    record HandOver(String target) implements Next {}
}
