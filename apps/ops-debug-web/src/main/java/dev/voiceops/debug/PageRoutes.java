package dev.voiceops.debug;

import dev.voiceops.http.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
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
    private static final String NOT_BUILT = """
            <!doctype html><meta charset="utf-8"><title>Voice Agent Ops</title>
            <p style="font:16px/1.5 system-ui;max-width:34em;margin:20vh auto">This build has no pages: npm (Node 20.19 or newer)
            was missing when it was made. Install it and run <code>./voiceops up</code> again.</p>""";

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
            return html(HttpStatus.UNAUTHORIZED, STRANGER);
        }
        Resource index = new ClassPathResource("web/debug/index.html");
        return index.exists()
                ? ResponseEntity.ok()
                        .contentType(MediaType.TEXT_HTML)
                        .cacheControl(CacheControl.noCache())
                        .body(index)
                : html(HttpStatus.OK, NOT_BUILT);
    }

    /** Scripts and styles; their names change with their content. */
    @GetMapping("/assets/{file:[A-Za-z0-9_.-]+}")
    ResponseEntity<Resource> asset(@PathVariable String file) {
        Resource resource = new ClassPathResource("web/assets/" + file);
        if (!resource.exists()) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .body(resource);
    }

    private static ResponseEntity<String> html(HttpStatus status, String text) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_HTML).body(text);
    }
}
