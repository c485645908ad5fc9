package dev.voiceops.simulators;

import dev.voiceops.simulators.control.CallOrder;
import dev.voiceops.simulators.control.ControlDoor;
import dev.voiceops.simulators.scenario.Scenario;
import dev.voiceops.simulators.scenario.Scenarios;
import dev.voiceops.simulators.twilio.CallPlan;

/** Turns an order of the control API into a plan, the configured number filling the gaps. */
final class Ordering implements ControlDoor.Planner {
    private final SimulationConfig.CalledNumber number;

    Ordering(SimulationConfig config) {
        this.number = config.number();
    }

    @Override
    public CallPlan plan(CallOrder order) {
        var dialled = order.dialled();
        return new CallPlan(
                scenario(order),
                or(order.webhookUrl(), number.webhookUrl()),
                or(order.fallbackUrl(), number.fallbackUrl()),
                or(order.statusUrl(), number.statusUrl()),
                order.statusEvents(),
                or(order.from(), number.from()),
                or(order.to(), number.to()),
                order.keepAudio(),
                dialled.isEmpty() ? CallPlan.Dialled.ANSWERED : new CallPlan.Dialled(dialled, 1_000, 2_000),
                order.sayMsPerCharacter());
    }

    private static Scenario scenario(CallOrder order) {
        return order.scenarioYaml().isEmpty()
                ? Scenarios.shipped(or(order.scenario(), "demo"))
                : Scenarios.parse(order.scenarioYaml());
    }

    private static String or(String given, String otherwise) {
        return given.isEmpty() ? otherwise : given;
    }
}
