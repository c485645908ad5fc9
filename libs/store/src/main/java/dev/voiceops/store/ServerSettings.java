package dev.voiceops.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** The embedded server's configuration (PostgreSQL manual, chapter "Server Configuration"). */
final class ServerSettings {
    private ServerSettings() {}

    static Map<String, String> of(boolean durable) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "64MB");
        settings.put("jit", "off");
        // errors may quote rows, and rows hold what callers said
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_parameter_max_length", "0");
        settings.put("log_checkpoints", "off");
        // the library starts the server with -F; what comes later wins
        String safe = durable ? "on" : "off";
        settings.put("fsync", safe);
        settings.put("full_page_writes", safe);
        settings.put("synchronous_commit", safe);
        return settings;
    }
}
