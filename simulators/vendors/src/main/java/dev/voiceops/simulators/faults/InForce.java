package dev.voiceops.simulators.faults;

import dev.voiceops.simulators.faults.FaultScripts.Standing;

/** A script with its counters. Any thread. */
final class InForce {
    private final Fault fault;
    private int connections;
    private int happened;
    private boolean cleared;

    InForce(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** Counts a connection. @return whether this one is meant */
    synchronized boolean meets() {
        connections++;
        int wanted = fault.when().connection();
        return wanted == 0 || wanted == connections;
    }

    /** @return whether it may happen now; if so it is counted as having happened */
    synchronized boolean happens() {
        int times = fault.when().times();
        if (cleared || (times > 0 && happened >= times)) {
            return false;
        }
        happened++;
        return true;
    }

    synchronized void clear() {
        cleared = true;
    }

    synchronized Standing standing() {
        return new Standing(fault, connections, happened);
    }
}
