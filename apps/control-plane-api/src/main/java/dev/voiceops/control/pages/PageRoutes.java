package dev.voiceops.control.pages;

import dev.voiceops.http.Access;
import dev.voiceops.http.Success;
import dev.voiceops.http.WebPages;
import java.net.URI;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The Ops Console and the Client Portal. Each signs people in, and asks the API for all it shows. */
@RestController
@Access(Access.By.ANYONE)
final class PageRoutes {
    /** Leads the team to its page. */
    @GetMapping("/console")
    @Success(status = 303)
    ResponseEntity<Void> toConsole() {
        return to("/console/");
    }

    /** The team's page: agents, calls, retention and holds, the audit trail. */
    @GetMapping("/console/")
    ResponseEntity<?> console() {
        return WebPages.page("console");
    }

    /** Leads clients to their page. */
    @GetMapping("/portal")
    @Success(status = 303)
    ResponseEntity<Void> toPortal() {
        return to("/portal/");
    }

    /** The clients' page: figures and calls. */
    @GetMapping("/portal/")
    ResponseEntity<?> portal() {
        return WebPages.page("portal");
    }

    /** The pages' scripts and styles. */
    @GetMapping("/assets/{file}")
    ResponseEntity<Resource> asset(@PathVariable String file) {
        return WebPages.asset(file);
    }

    private static ResponseEntity<Void> to(String page) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(page))
                .build();
    }
}
