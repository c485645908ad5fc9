package dev.voiceops.e2e;

import java.util.List;

/** How the roles are spread over processes. The same tests run in each. */
enum Shape {
    /** One process with everything, the embedded database in it. */
    ALL(List.of("all")),
    /** A process for each role, meeting over loopback; the database is an outside one to them. */
    APART(List.of(
            "simulators",
            "control-plane-api",
            "agent-runner",
            "agent-connector",
            "voice-runtime-worker",
            "ops-debug-web"));

    private final List<String> processes;

    Shape(List<String> processes) {
        this.processes = processes;
    }

    /** The {@code --role} of each process, in the order of their start. */
    List<String> processes() {
        return processes;
    }
}
