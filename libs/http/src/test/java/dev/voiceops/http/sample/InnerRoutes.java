package dev.voiceops.http.sample;

import dev.voiceops.http.Access;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Routes for roles. */
@RestController
@Access(Access.By.SERVICE)
final class InnerRoutes {
    @PostMapping("/internal/orders")
    Order order(@RequestBody Order order) {
        return order;
    }
}
