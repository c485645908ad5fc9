package dev.voiceops.simulators;

import dev.voiceops.simulators.control.ControlDoor.Description;
import dev.voiceops.simulators.speech.Recogniser;
import dev.voiceops.simulators.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/** Says plainly what is simulated, and by what. */
final class Describing implements Description {
    private final SimulationConfig config;
    private final Recogniser ears;

    Describing(SimulationConfig config, Recogniser ears) {
        this.config = config;
        this.ears = ears;
    }

    @Override
    public ObjectNode describe() {
        var description = Json.object().put("simulated", true);
        var engines = description.putObject("engines");
        engines.put("caller_voice", config.engines().caller().name());
        engines.put("agent_voice", config.engines().agent().name());
        engines.put("ears", ears.name());
        engines.put(
                "brain",
                "scripted: " + config.brain().name() + " (" + config.brain().about() + ")");
        description.put("account_sid", config.account().sid());
        description.put("from", config.number().from());
        description.put("to", config.number().to());
        description.put("webhook_url", config.number().webhookUrl());
        return description;
    }
}
