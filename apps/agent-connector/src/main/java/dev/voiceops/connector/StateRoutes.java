package dev.voiceops.connector;

import dev.voiceops.audio.Metronome;
import dev.voiceops.audio.TickTimes;
import dev.voiceops.audio.VoiceActivities;
import dev.voiceops.connector.http.Answer;
import dev.voiceops.connector.http.Refusal;
import dev.voiceops.connector.http.Route;
import dev.voiceops.connector.http.Route.Access;
import dev.voiceops.connector.journal.JournalState;
import dev.voiceops.connector.media.MediaCounts;
import dev.voiceops.connector.session.Switchboard;
import dev.voiceops.connector.session.VendorWatch;
import dev.voiceops.connector.session.Vendors;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.vendors.Vendor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** How the connector stands: {@code /health}, {@code /health/ready}, {@code /health/db}, {@code /runtime/voice/readiness}. */
record StateRoutes(
        Switchboard switchboard,
        int capacity,
        Vendors vendors,
        VendorWatch watch,
        VoiceActivities voices,
        Metronome metronome,
        MediaCounts media,
        Supplier<JournalState> journal,
        Runnable ping) {

    private record Readiness(
            boolean ready,
            boolean draining,
            int live,
            int capacity,
            Detector vad,
            List<VendorView> vendors,
            TickTimes.Summary metronome,
            Map<String, Long> media,
            JournalState journal) {}

    private record Detector(String kind, String why) {}

    private record VendorView(Vendors.State state, VendorWatch.Seen seen) {}

    List<Route> routes() {
        return List.of(
                new Route("GET", "/health", Access.PUBLIC, _ -> Answer.json(Map.of("status", "UP"))),
                new Route("GET", "/health/ready", Access.PUBLIC, _ -> ready()),
                new Route("GET", "/health/db", Access.PUBLIC, _ -> database()),
                new Route("GET", "/runtime/voice/readiness", Access.SERVICE, _ -> Answer.json(readiness())));
    }

    /** Alive is not ready: a draining connector lives on for its calls and takes no new ones. */
    private Answer ready() {
        if (switchboard.draining()) {
            throw new Refusal(ProblemType.DRAINING, "this connector is going away");
        }
        return Answer.json(Map.of("status", "UP"));
    }

    private Answer database() {
        try {
            ping.run();
        } catch (RuntimeException away) {
            throw new Refusal(ProblemType.DATABASE_UNAVAILABLE, "the database does not answer");
        }
        return Answer.json(Map.of("status", "UP"));
    }

    private Readiness readiness() {
        boolean configured = vendors.states().stream().allMatch(Vendors.State::configured);
        return new Readiness(
                configured && !switchboard.draining(),
                switchboard.draining(),
                switchboard.live(),
                capacity,
                new Detector(voices.detector().name().toLowerCase(Locale.ROOT), voices.description()),
                vendors.states().stream().map(this::view).toList(),
                metronome.lateness(),
                media.read(),
                journal.get());
    }

    private VendorView view(Vendors.State state) {
        return new VendorView(state, watch.seen(Vendor.valueOf(state.vendor().toUpperCase(Locale.ROOT))));
    }
}
