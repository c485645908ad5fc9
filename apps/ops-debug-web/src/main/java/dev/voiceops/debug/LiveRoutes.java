package dev.voiceops.debug;

import dev.voiceops.http.Access;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events that say which call changed; the page then asks for what is new. */
@RestController
@Access(Access.By.OWN_CHECK)
class LiveRoutes {
    private static final long FOREVER = 0;

    private final LiveFeed feed;

    LiveRoutes(LiveFeed feed) {
        this.feed = feed;
    }

    /** Events {@code changed} with a call id; {@code call}: of this call only. */
    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(@RequestParam(defaultValue = "") String call) {
        SseEmitter emitter = new SseEmitter(FOREVER);
        LiveFeed.Subscription subscription = feed.subscribe(changed -> {
            if (call.isEmpty() || changed.equals(call) || changed.equals(LiveFeed.ANY)) {
                send(emitter, changed);
            }
        });
        emitter.onCompletion(subscription::close);
        emitter.onTimeout(emitter::complete);
        emitter.onError(gone -> subscription.close());
        return emitter;
    }

    private static void send(SseEmitter emitter, String changed) {
        try {
            emitter.send(SseEmitter.event().name("changed").data(changed));
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        }
    }
}
