package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks whether the ports of a process are free before anything starts, so that nothing is half up. Stateless. */
final class Ports {
    private Ports() {}

    /** @throws StartupException naming each taken port, its role and its setting */
    static void mustBeFree(Config config, Set<Role> roles) {
        List<String> taken = new ArrayList<>();
        for (Role role : roles) {
            int port = config.get(role.port());
            if (!isFree(config.get(Settings.BIND), port)) {
                taken.add("%d (%s, setting %s)"
                        .formatted(port, role.spelling(), role.port().name()));
            }
        }
        if (!taken.isEmpty()) {
            throw new StartupException("ports in use by another program, or by a voiceops that is already up: "
                    + String.join(", ", taken));
        }
    }

    private static boolean isFree(String bind, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new java.net.InetSocketAddress(InetAddress.getByName(bind), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
