package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.ConfigException;
import dev.voiceops.app.config.Mode;
import dev.voiceops.app.config.Setting;
import dev.voiceops.app.config.Settings;
import dev.voiceops.store.EncryptionKeys;
import dev.voiceops.store.Secret;
import dev.voiceops.store.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Secrets a bare machine has not been given: made once and kept in {@code VOICEOPS_HOME/secrets}, readable by this user
 * only, so that a second start opens what the first one sealed. Production refuses to make any. One thread.
 */
final class LocalSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Config config;
    private final Path folder;
    private final Secret debugToken;

    LocalSecrets(Config config) {
        this.config = config;
        this.debugToken = Secret.of(config.find(Settings.DEBUG_TOKEN).orElseGet(() -> hex(16)));
        this.folder = config.get(Settings.HOME).resolve("secrets");
    }

    /** The credential the roles show each other. */
    Secret serviceToken() {
        return Secret.of(config.find(Settings.SERVICE_TOKEN).orElseGet(() -> kept(Settings.SERVICE_TOKEN, hex(32))));
    }

    /** The keys that seal secrets at rest. */
    EncryptionKeys encryptionKeys() {
        Optional<Path> file = config.find(Settings.ENCRYPTION_KEYS_FILE);
        Optional<EncryptionKeys> given = config.find(Settings.ENCRYPTION_KEY);
        if (file.isPresent() && given.isPresent()) {
            throw new ConfigException(List.of(
                    "ENCRYPTION_KEY and ENCRYPTION_KEYS_FILE are both set; the keys must come from one of them"));
        }
        return file.map(LocalSecrets::keysIn)
                .or(() -> given)
                .orElseGet(() -> EncryptionKeys.of(Secret.of(kept(Settings.ENCRYPTION_KEY, base64(32)))));
    }

    /** The key that signs deletion receipts. */
    SigningKey signingKey() {
        return SigningKey.of(config.find(Settings.SIGNING_KEY)
                .orElseGet(() -> Base64.getDecoder().decode(kept(Settings.SIGNING_KEY, base64(32)))));
    }

    private static EncryptionKeys keysIn(Path file) {
        try {
            return EncryptionKeys.of(Secret.of(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(List.of("ENCRYPTION_KEYS_FILE: " + file
                    + " does not hold keys, one a line, each 32 bytes in base64 (openssl rand -base64 32)"));
        }
    }

    /** The secrets that sign access tokens, as {@code JWT_SECRET} is written. */
    Secret signingSecrets() {
        return Secret.of(config.find(Settings.JWT_SECRET).orElseGet(() -> kept(Settings.JWT_SECRET, hex(32))));
    }

    /** What opens the debug pages: new at each start unless it was given. */
    Secret debugToken() {
        return debugToken;
    }

    /** The auth token the simulated Twilio signs with. */
    Secret simulatedTwilioToken() {
        return Secret.of(kept("simulated-twilio-token", hex(16)));
    }

    /** Where they are kept, one file each. */
    Path folder() {
        return folder;
    }

    /** With what {@link DemoPeople#ADMIN} signs in. */
    Secret demoAdminPassword() {
        return Secret.of(kept("demo-admin-password", hex(12)));
    }

    /** With what {@link DemoTenant#CLIENT_USER} signs in. */
    Secret demoClientPassword() {
        return Secret.of(kept("demo-client-password", hex(12)));
    }

    /** The bearer the demo tenant's n8n, our own mock, asks for. */
    Secret demoToolToken() {
        return Secret.of(kept("demo-n8n-token", hex(24)));
    }

    private String kept(Setting<?> setting, String fresh) {
        if (config.get(Settings.MODE) == Mode.PRODUCTION) {
            throw new ConfigException(List.of(
                    setting.name() + " is not set. Production mode makes no secrets of its own. " + setting.meaning()));
        }
        return kept(setting.name(), fresh);
    }

    /** Several processes may start at once: whoever is first makes it, and nobody ever reads half of it. */
    private String kept(String name, String fresh) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path draft = Files.createTempFile(folder, name, ".draft");
                Files.writeString(draft, fresh);
                try {
                    Files.createLink(file, draft);
                } catch (FileAlreadyExistsException another) {
                    // The other process's secret is the one.
                } finally {
                    Files.delete(draft);
                }
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Secrets cannot be kept in " + folder, e);
        }
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(random(bytes));
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(random(bytes));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
