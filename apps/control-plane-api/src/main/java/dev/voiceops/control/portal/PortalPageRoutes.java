package dev.voiceops.control.portal;

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

/** The Client Portal's page. It signs people in and asks {@code /client} for all it shows. */
@RestController
@Access(Access.By.ANYONE)
final class PortalPageRoutes {
    /** Where people come in. */
    @GetMapping("/portal")
    @Success(status = 303)
    ResponseEntity<Void> entrance() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/portal/"))
                .build();
    }

    /** The page. */
    @GetMapping("/portal/")
    ResponseEntity<?> page() {
        return WebPages.page("portal");
    }

    /** Its scripts and styles. */
    @GetMapping("/assets/{file}")
    ResponseEntity<Resource> asset(@PathVariable String file) {
        return WebPages.asset(file);
    }
}
