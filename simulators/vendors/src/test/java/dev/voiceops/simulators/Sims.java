package dev.voiceops.simulators;

import dev.voiceops.simulators.SimulationConfig.Pace;

/** Simulators for tests: light engines, no pauses, a free port. */
public final class Sims {
    private Sims() {}

    public static SimulationConfig config() {
        return SimulationConfig.standard(0, "http://127.0.0.1:9").with(Pace.INSTANT);
    }

    public static SimulatedVendors start() {
        return SimulatedVendors.start(config());
    }
}
