package dev.voiceops.debug;

import dev.voiceops.http.Access;
import dev.voiceops.http.WebPages;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page and its files, from the web jar. The page asks for its data, so it holds none itself. */
@RestController
@Access(Access.By.OWN_CHECK)
class PageRoutes {
    private static final String STRANGER = """
            <!doctype html><meta charset="utf-8"><title>Voice Agent Ops</title>
            <p style="font:16px/1.5 system-ui;max-width:34em;margin:20vh auto">This page shows what callers said. Open the URL
            that <code>voiceops</code> printed when it started: it holds the token that opens the page.</p>""";

    private final PageSession session;

    PageRoutes(PageSession session) {
        this.session = session;
    }

    /** The page; with {@code ?token=} a browser becomes known first. */
    @GetMapping("/")
    ResponseEntity<?> page(@RequestParam(required = false) @Nullable String token, HttpServletRequest request) {
        if (session.isToken(token)) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/"))
                    .header(HttpHeaders.SET_COOKIE, session.setCookie())
                    .build();
        }
        if (!session.knows(request)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .contentType(MediaType.TEXT_HTML)
                    .body(STRANGER);
        }
        return WebPages.page("debug");
    }

    /** Scripts and styles; their names change with their content. */
    @GetMapping("/assets/{file}")
    ResponseEntity<Resource> asset(@PathVariable String file) {
        return WebPages.asset(file);
    }
}
