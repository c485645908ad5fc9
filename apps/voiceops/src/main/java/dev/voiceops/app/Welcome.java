package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Mode;
import dev.voiceops.app.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person reads when the platform is up. Stateless. */
final class Welcome {
    private Welcome() {}

    static void print(PrintWriter out, Config config, Server server, Set<Role> roles) {
        out.println(
                "Voice Agent Ops is up: " + roles.stream().map(Role::spelling).collect(Collectors.joining(", ")));
        for (Role role : roles) {
            out.printf("  %-22s http://%s:%d%n", role.spelling(), config.get(Settings.BIND), config.get(role.port()));
        }
        if (roles.contains(Role.OPS_DEBUG_WEB)) {
            out.println("Watch calls (this URL signs you in):\n  " + debugUrl(config, server));
        }
        if (config.get(Settings.MODE) == Mode.DEMO && roles.contains(Role.CONTROL_PLANE_API)) {
            Path secrets = server.secrets().folder();
            out.printf(
                    "Ops Console, as %s with the password in %s:%n  %s%n",
                    DemoPeople.ADMIN, secrets.resolve("demo-admin-password"), page(config, "console"));
            out.printf(
                    "Client Portal, as %s with the password in %s:%n  %s%n",
                    DemoTenant.CLIENT_USER, secrets.resolve("demo-client-password"), page(config, "portal"));
        }
        if (server.vendors().anySimulated()) {
            out.println("Simulated on this machine, no keys needed: "
                    + String.join(", ", server.vendors().simulated()) + ". The number to call is " + DemoTenant.NUMBER
                    + ": ./voiceops simulate");
        }
        out.println("Ctrl-C stops.");
        out.flush();
    }

    private static String page(Config config, String name) {
        return "http://%s:%d/%s/".formatted(config.get(Settings.BIND), config.get(Settings.CONTROL_PORT), name);
    }

    static String debugUrl(Config config, Server server) {
        return "http://%s:%d/?token=%s"
                .formatted(
                        config.get(Settings.BIND),
                        config.get(Settings.DEBUG_PORT),
                        server.secrets().debugToken().reveal());
    }
}
