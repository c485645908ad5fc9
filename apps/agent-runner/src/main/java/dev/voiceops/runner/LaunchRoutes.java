package dev.voiceops.runner;

import dev.voiceops.contracts.LaunchRequest;
import dev.voiceops.contracts.LaunchResponse;
import dev.voiceops.http.Access;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where the worker asks for launches. */
@RestController
@Access(Access.By.SERVICE)
final class LaunchRoutes {
    private final Launcher launcher;

    LaunchRoutes(Launcher launcher) {
        this.launcher = launcher;
    }

    @PostMapping("/runtime/agent-sessions/launch")
    LaunchResponse launch(@RequestBody LaunchRequest request) {
        return launcher.launch(request);
    }
}
