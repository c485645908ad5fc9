package dev.voiceops.http;

import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process answers, and whether its database does. On every role's port. */
@RestController
@Access(Access.By.ANYONE)
final class HealthRoutes {
    private static final Map<String, String> UP = Map.of("status", "up");
    private final Db db;

    HealthRoutes(Db db) {
        this.db = db;
    }

    @GetMapping("/health")
    Map<String, String> health() {
        return UP;
    }

    /** Opening a transaction asks the database who it is for, which is all the proof that is needed. */
    @GetMapping("/health/db")
    Map<String, String> database() {
        return db.platform(new Reason("health check"), Actor.service("health"), tx -> UP);
    }
}
