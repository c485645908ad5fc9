package dev.voiceops.http.sample;

import dev.voiceops.http.Access;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Routes that anybody may call. */
@RestController
@Access(Access.By.ANYONE)
final class OpenRoutes {
    @GetMapping("/things/{id}")
    UUID thing(@PathVariable UUID id) {
        return id;
    }

    @PostMapping("/orders")
    Order order(@RequestBody Order order) {
        return order;
    }

    @GetMapping("/broken")
    Order broken() {
        return Optional.<Order>empty().orElseThrow(() -> new IllegalStateException("the secret inside"));
    }
}
