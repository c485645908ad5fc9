package dev.voiceops.app.config;

/** How strict a process is about the vendors it talks to. */
public enum Mode {
    /** A vendor without a key is simulated on this machine, and the interface says so. */
    DEMO,
    /** Every vendor key must be there; no simulator starts; signatures are always checked. */
    PRODUCTION
}
