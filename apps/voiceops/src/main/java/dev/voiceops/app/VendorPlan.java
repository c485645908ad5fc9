package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.ConfigException;
import dev.voiceops.app.config.Mode;
import dev.voiceops.app.config.Setting;
import dev.voiceops.app.config.Settings;
import dev.voiceops.app.config.VendorSettings;
import dev.voiceops.store.Secret;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorHosts;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which vendors this process talks to for real and which are simulated on this machine: the address and key of each. The
 * clients are the same either way. Immutable.
 *
 * @param webhookBase public base URL Twilio signs webhooks for
 * @param mediaStream public URL of the media socket
 */
record VendorPlan(
        Endpoint twilio,
        String twilioAccount,
        URI webhookBase,
        URI mediaStream,
        Endpoint deepgram,
        Endpoint openai,
        Endpoint rime,
        URI rimeHttp) {

    /**
     * One vendor.
     *
     * @param simulated true: the address is the simulator's
     */
    record Endpoint(URI url, Secret key, boolean simulated) {}

    /** Not a real account: Twilio's own never have zeroes only. */
    private static final String SIMULATED_ACCOUNT = "AC00000000000000000000000000000000";

    /**
     * @throws ConfigException in production mode, when a key is missing; names every missing key
     */
    static VendorPlan of(Config config, LocalSecrets secrets) {
        if (config.get(Settings.MODE) == Mode.PRODUCTION) {
            refuseMissing(config);
        }
        int simulators = config.get(Settings.SIMULATOR_PORT);
        boolean twilio = config.find(VendorSettings.TWILIO_AUTH_TOKEN).isPresent();
        URI control = URI.create("http://127.0.0.1:" + config.get(Settings.CONTROL_PORT));
        URI media = URI.create("ws://127.0.0.1:" + config.get(Settings.CONNECTOR_PORT) + "/twilio/media-stream");
        return new VendorPlan(
                twilio
                        ? new Endpoint(
                                config.get(VendorSettings.TWILIO_API_URL),
                                Secret.of(config.get(VendorSettings.TWILIO_AUTH_TOKEN)),
                                false)
                        : new Endpoint(
                                URI.create("http://127.0.0.1:" + simulators + "/twilio"),
                                secrets.simulatedTwilioToken(),
                                true),
                config.find(VendorSettings.TWILIO_ACCOUNT_SID).orElse(SIMULATED_ACCOUNT),
                config.find(VendorSettings.TWILIO_WEBHOOK_BASE_URL).orElse(control),
                config.find(VendorSettings.TWILIO_MEDIA_STREAM_URL).orElse(media),
                vendor(
                        config,
                        VendorSettings.DEEPGRAM_API_KEY,
                        VendorSettings.DEEPGRAM_URL,
                        "ws://127.0.0.1:" + simulators + "/deepgram"),
                vendor(
                        config,
                        VendorSettings.OPENAI_API_KEY,
                        VendorSettings.OPENAI_URL,
                        "http://127.0.0.1:" + simulators + "/openai/v1"),
                vendor(
                        config,
                        VendorSettings.RIME_API_KEY,
                        VendorSettings.RIME_WS_URL,
                        "ws://127.0.0.1:" + simulators + "/rime"),
                config.find(VendorSettings.RIME_API_KEY).isPresent()
                        ? config.get(VendorSettings.RIME_HTTP_URL)
                        : URI.create("http://127.0.0.1:" + simulators + "/rime"));
    }

    /** Where keys of tenants may be shown. */
    VendorHosts hosts() {
        return new VendorHosts(
                Map.of(Vendor.DEEPGRAM, deepgram.url(), Vendor.OPENAI, openai.url(), Vendor.RIME, rimeHttp));
    }

    boolean anySimulated() {
        return twilio.simulated() || deepgram.simulated() || openai.simulated() || rime.simulated();
    }

    /** The names of the simulated ones, for the start-up message and the pages. */
    List<String> simulated() {
        var names = new ArrayList<String>();
        if (twilio.simulated()) names.add("Twilio");
        if (deepgram.simulated()) names.add("Deepgram");
        if (openai.simulated()) names.add("OpenAI");
        if (rime.simulated()) names.add("Rime");
        return names;
    }

    private static Endpoint vendor(Config config, Setting<String> key, Setting<URI> url, String simulator) {
        return config.find(key)
                .map(given -> new Endpoint(config.get(url), Secret.of(given), false))
                .orElseGet(() -> new Endpoint(URI.create(simulator), Secret.of("simulated"), true));
    }

    private static void refuseMissing(Config config) {
        List<Setting<?>> needed = List.of(
                VendorSettings.TWILIO_ACCOUNT_SID,
                VendorSettings.TWILIO_AUTH_TOKEN,
                VendorSettings.TWILIO_WEBHOOK_BASE_URL,
                VendorSettings.TWILIO_MEDIA_STREAM_URL,
                VendorSettings.DEEPGRAM_API_KEY,
                VendorSettings.OPENAI_API_KEY,
                VendorSettings.RIME_API_KEY,
                Settings.SERVICE_TOKEN,
                Settings.DEBUG_TOKEN);
        var faults = new ArrayList<String>();
        for (Setting<?> setting : needed) {
            if (config.find(setting).isEmpty()) {
                faults.add(setting.name() + " is not set, and production mode needs it. " + setting.meaning());
            }
        }
        if (config.find(Settings.ENCRYPTION_KEY).isEmpty()
                && config.find(Settings.ENCRYPTION_KEYS_FILE).isEmpty()) {
            faults.add("ENCRYPTION_KEY is not set, and production mode needs it or ENCRYPTION_KEYS_FILE. "
                    + Settings.ENCRYPTION_KEY.meaning());
        }
        if (!config.get(VendorSettings.TWILIO_VALIDATE_SIGNATURE)) {
            faults.add("TWILIO_VALIDATE_SIGNATURE is false, which production mode does not allow");
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
    }
}
