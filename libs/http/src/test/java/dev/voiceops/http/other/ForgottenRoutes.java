package dev.voiceops.http.other;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Does not say who may call it. */
@RestController
final class ForgottenRoutes {
    @GetMapping("/forgotten")
    String forgotten() {
        return "";
    }
}
