package dev.voiceops.simulators.wire;

/** An entrance of a simulated vendor: answers requests whose path begins with its prefix. */
@FunctionalInterface
public interface Door {
    /** Called on the connection's event loop: must not block. The exchange must be answered, now or later. */
    void enter(Exchange exchange);
}
