package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.scenario.Scenario;
import java.util.List;

/**
 * A call to place.
 *
 * @param webhookUrl the called number's Voice URL
 * @param fallbackUrl asked when the Voice URL fails; "" = none
 * @param statusUrl gets status callbacks; "" = none
 * @param statusEvents which: {@code initiated, ringing, answered, completed}
 * @param from caller, E.164
 * @param to number called, E.164
 * @param keepAudio keeps both sides' audio in memory (960 kB a minute); off for load
 * @param dialled what a {@code <Dial>} meets
 * @param sayMsPerCharacter how long Twilio's own {@code <Say>} takes
 */
public record CallPlan(
        Scenario scenario,
        String webhookUrl,
        String fallbackUrl,
        String statusUrl,
        List<String> statusEvents,
        String from,
        String to,
        boolean keepAudio,
        Dialled dialled,
        int sayMsPerCharacter) {

    /** @param status {@code completed, busy, no-answer, failed, canceled} */
    public record Dialled(String status, long answersAfterMs, long talksMs) {
        public static final Dialled ANSWERED = new Dialled("completed", 1_000, 2_000);
    }

    public CallPlan {
        statusEvents = List.copyOf(statusEvents);
    }

    /** A call with audio kept, one status callback at its end, and a transfer that is answered. */
    public static CallPlan of(Scenario scenario, String webhookUrl, String from, String to) {
        return new CallPlan(scenario, webhookUrl, "", "", List.of("completed"), from, to, true, Dialled.ANSWERED, 60);
    }

    public CallPlan withFallback(String url) {
        return new CallPlan(
                scenario, webhookUrl, url, statusUrl, statusEvents, from, to, keepAudio, dialled, sayMsPerCharacter);
    }

    public CallPlan withStatus(String url, String... events) {
        var wanted = events.length == 0 ? statusEvents : List.of(events);
        return new CallPlan(
                scenario, webhookUrl, fallbackUrl, url, wanted, from, to, keepAudio, dialled, sayMsPerCharacter);
    }

    public CallPlan withDialled(Dialled met) {
        return new CallPlan(
                scenario,
                webhookUrl,
                fallbackUrl,
                statusUrl,
                statusEvents,
                from,
                to,
                keepAudio,
                met,
                sayMsPerCharacter);
    }

    /** For load: keeps no audio. */
    public CallPlan withoutAudio() {
        return new CallPlan(
                scenario,
                webhookUrl,
                fallbackUrl,
                statusUrl,
                statusEvents,
                from,
                to,
                false,
                dialled,
                sayMsPerCharacter);
    }

    /** @param msPerCharacter 0 = Twilio's own voice takes no time */
    public CallPlan withSay(int msPerCharacter) {
        return new CallPlan(
                scenario,
                webhookUrl,
                fallbackUrl,
                statusUrl,
                statusEvents,
                from,
                to,
                keepAudio,
                dialled,
                msPerCharacter);
    }
}
