package dev.voiceops.simulators;

import dev.voiceops.simulators.faults.Fault;
import dev.voiceops.simulators.openai.BrainScript;
import dev.voiceops.simulators.openai.ChatStyle;
import dev.voiceops.simulators.rime.SpeechStyle;
import dev.voiceops.simulators.scenario.Shipped;
import dev.voiceops.simulators.twilio.Account;
import dev.voiceops.simulators.wire.Json;
import java.time.InstantSource;
import java.util.List;

/**
 * How to simulate.
 *
 * @param port on 127.0.0.1; 0 = any free one
 * @param account what webhooks are signed with and REST calls must show
 * @param number the number that callers call unless told otherwise
 * @param engines voices and ears
 * @param pace how fast brain and voice answer
 * @param brain what the scripted brain knows
 * @param faults in force from the start
 * @param clock for timestamps; durations are measured apart
 */
public record SimulationConfig(
        int port,
        Account account,
        CalledNumber number,
        Engines engines,
        Pace pace,
        BrainScript brain,
        List<Fault> faults,
        InstantSource clock) {

    /** @param webhookUrl the number's Voice URL; the other two may be "" */
    public record CalledNumber(String from, String to, String webhookUrl, String fallbackUrl, String statusUrl) {
        /** Calls {@code +15550100200} on the control plane at this base URL, as the demo tenant has it. */
        public static CalledNumber demo(String controlPlane) {
            return new CalledNumber(
                    "+15550100101",
                    "+15550100200",
                    controlPlane + "/twilio/webhook/inbound",
                    controlPlane + "/twilio/webhook/fallback",
                    controlPlane + "/twilio/webhook/status");
        }
    }

    /** @param idleMs when the simulated Deepgram v1 gives up a silent socket; the real one takes 10,000 */
    public record Pace(ChatStyle chat, SpeechStyle speech, long idleMs) {
        /** Like quick cloud vendors. */
        public static final Pace NATURAL = new Pace(ChatStyle.NATURAL, SpeechStyle.NATURAL, 10_000);

        /** Vendors at 0 ms: what remains is our own time. */
        public static final Pace INSTANT = new Pace(ChatStyle.INSTANT, SpeechStyle.INSTANT, 10_000);
    }

    public SimulationConfig {
        faults = List.copyOf(faults);
    }

    /** Light engines, natural pace, the demo brain, no faults. */
    public static SimulationConfig standard(int port, String controlPlane) {
        return new SimulationConfig(
                port,
                Account.SIMULATED,
                CalledNumber.demo(controlPlane),
                Engines.light(),
                Pace.NATURAL,
                shippedBrain("demo"),
                List.of(),
                InstantSource.system());
    }

    /** A brain that ships with the product. */
    public static BrainScript shippedBrain(String name) {
        return Json.YAML.readValue(Shipped.text("brains/" + name + ".yaml"), BrainScript.class);
    }

    public SimulationConfig with(Engines others) {
        return new SimulationConfig(port, account, number, others, pace, brain, faults, clock);
    }

    public SimulationConfig with(Pace other) {
        return new SimulationConfig(port, account, number, engines, other, brain, faults, clock);
    }

    public SimulationConfig with(Account other) {
        return new SimulationConfig(port, other, number, engines, pace, brain, faults, clock);
    }

    public SimulationConfig with(CalledNumber other) {
        return new SimulationConfig(port, account, other, engines, pace, brain, faults, clock);
    }

    public SimulationConfig with(BrainScript other) {
        return new SimulationConfig(port, account, number, engines, pace, other, faults, clock);
    }

    public SimulationConfig with(List<Fault> others) {
        return new SimulationConfig(port, account, number, engines, pace, brain, others, clock);
    }
}
