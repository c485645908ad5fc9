package dev.voiceops.app;

import dev.voiceops.app.config.Setting;
import dev.voiceops.app.config.Settings;

/** The text of {@code .env.example}, made from the list of settings so that it is always complete. */
final class EnvExample {
    private EnvExample() {}

    static String text() {
        var text = new StringBuilder("""
                # Every setting of Voice Agent Ops, with its default. Copy to .env and uncomment what you change.
                # Made by: ./voiceops config --env-example > .env.example
                # Nothing has to be set: a vendor without a key is simulated on this machine.
                """);
        String group = "";
        for (Setting<?> setting : Settings.ALL) {
            if (!setting.group().equals(group)) {
                group = setting.group();
                text.append("\n# --- ").append(group).append(" ---\n");
            }
            String fallback = setting.fallback();
            text.append("# ").append(setting.meaning()).append(".\n");
            text.append("#")
                    .append(setting.name())
                    .append('=')
                    .append(fallback == null ? "" : fallback)
                    .append('\n');
        }
        return text.toString();
    }
}
