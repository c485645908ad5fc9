package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Ears;
import dev.voiceops.app.config.Settings;
import dev.voiceops.app.config.Voices;
import dev.voiceops.simulators.Engines;
import dev.voiceops.simulators.SimulatedVendors;
import dev.voiceops.simulators.SimulationConfig;
import dev.voiceops.simulators.scenario.Scenario;
import dev.voiceops.simulators.scenario.Scenarios;
import dev.voiceops.simulators.speech.SpeechEngines;
import dev.voiceops.simulators.speech.Vocabulary;
import dev.voiceops.simulators.twilio.Account;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The vendor simulators of this process, with voices and ears as the settings choose. Started and closed by one thread. */
final class Simulation implements AutoCloseable {
    private final SimulatedVendors vendors;
    private final Optional<SpeechEngines> speech;

    private Simulation(SimulatedVendors vendors, Optional<SpeechEngines> speech) {
        this.vendors = vendors;
        this.speech = speech;
    }

    /** Answers at once; embedded speech goes on loading in the background. */
    static Simulation start(Config config, VendorPlan plan) {
        boolean speaks = config.get(Settings.SIMULATED_VOICE) == Voices.SPEECH;
        boolean hears = config.get(Settings.SIMULATED_EARS) == Ears.RECOGNISER;
        Optional<SpeechEngines> speech = speaks ? Optional.of(load()) : Optional.empty();
        Engines engines = speech.map(loading -> Engines.speech(loading, hears)).orElseGet(Engines::light);
        String control = plan.webhookBase().toString();
        SimulationConfig simulation = SimulationConfig.standard(config.get(Settings.SIMULATOR_PORT), control)
                .with(engines)
                .with(new Account(plan.twilioAccount(), plan.twilio().key().reveal()));
        return new Simulation(SimulatedVendors.start(simulation), speech);
    }

    private static SpeechEngines load() {
        List<String> lines = Scenarios.names().stream()
                .map(Scenarios::shipped)
                .map(Scenario::lines)
                .flatMap(List::stream)
                .distinct()
                .toList();
        return new SpeechEngines(SpeechEngines.Settings.forVocabulary(Vocabulary.of(lines, List.of()))).load();
    }

    URI url() {
        return URI.create(vendors.url());
    }

    /**
     * Waits until the voices and the ears are there.
     *
     * @throws StartupException when one could not be loaded
     */
    void awaitSpeech() {
        try {
            speech.ifPresent(engines -> engines.ready().join());
        } catch (java.util.concurrent.CompletionException e) {
            throw new StartupException(
                    "the embedded speech engines did not load: "
                            + speech.orElseThrow().status(),
                    e);
        }
    }

    @Override
    public void close() {
        vendors.close();
        speech.ifPresent(SpeechEngines::close);
    }
}
