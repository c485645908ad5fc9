package dev.voiceops.bench;

import dev.voiceops.simulators.SimulationConfig;

/** How fast the simulated model and voice answer. */
enum Pace {
    /** At once: what remains is our own time and the simulators'. */
    INSTANT(SimulationConfig.Pace.INSTANT),
    /** Like quick cloud vendors. */
    NATURAL(SimulationConfig.Pace.NATURAL);

    final SimulationConfig.Pace simulated;

    Pace(SimulationConfig.Pace simulated) {
        this.simulated = simulated;
    }
}
