package dev.voiceops.http.other;

import dev.voiceops.http.Access;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A route of the other role. */
@RestController
@Access(Access.By.ANYONE)
final class OnlyRoutes {
    @GetMapping("/only-here")
    String here() {
        return "here";
    }
}
