package dev.voiceops.app;

import dev.voiceops.app.config.Setting;
import dev.voiceops.app.config.Settings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process can be. One process holds all of them by default, or any subset. */
enum Role {
    CONTROL_PLANE_API("dev.voiceops.control", Settings.CONTROL_PORT),
    AGENT_RUNNER("dev.voiceops.runner", Settings.RUNNER_PORT),
    AGENT_CONNECTOR("dev.voiceops.connector", Settings.CONNECTOR_PORT),
    OPS_DEBUG_WEB("dev.voiceops.debug", Settings.DEBUG_PORT),
    VOICE_RUNTIME_WORKER("dev.voiceops.worker", Settings.WORKER_PORT),
    /** The local vendors of demo mode; not part of a production process. */
    SIMULATORS("dev.voiceops.simulators", Settings.SIMULATOR_PORT);

    private final String home;
    private final Setting<Integer> port;

    Role(String home, Setting<Integer> port) {
        this.home = home;
        this.port = port;
    }

    /** The package (and below) whose controllers answer on this role's port. */
    String home() {
        return home;
    }

    Setting<Integer> port() {
        return port;
    }

    /** The name people type: the enum's, in lower case with hyphens. */
    String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True for the roles whose routes live in the Spring context; the connector and the simulators run on Netty. */
    boolean isSpring() {
        return this != AGENT_CONNECTOR && this != SIMULATORS;
    }

    /**
     * Reads {@code all} or a comma list.
     *
     * @throws IllegalArgumentException naming the unknown role and all known ones
     */
    static Set<Role> parse(String list) {
        if (list.equals("all")) {
            return EnumSet.allOf(Role.class);
        }
        var roles = EnumSet.noneOf(Role.class);
        for (String name : list.split(",")) {
            roles.add(named(name.strip())
                    .orElseThrow(() -> new IllegalArgumentException("--role=" + name
                            + " is not a role; there are: all, "
                            + Arrays.stream(values()).map(Role::spelling).collect(Collectors.joining(", ")))));
        }
        return roles;
    }

    private static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(r -> r.spelling().equals(name)).findFirst();
    }
}
