package dev.voiceops.http;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;

/**
 * The pages of the web jar and their files. They hold no data of anybody: each asks for its own when it runs. Stateless.
 */
public final class WebPages {
    /**
     * The {@code Content-Security-Policy} of a page: it runs, shows and asks for what this host serves and nothing else. Styles may
     * stand in elements, where charts draw with them.
     */
    public static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final String NOT_BUILT = """
            <!doctype html><meta charset="utf-8"><title>Voice Agent Ops</title>
            <p style="font:16px/1.5 system-ui;max-width:34em;margin:20vh auto">This build has no pages: npm (Node 20.19 or newer)
            was missing when it was made. Install it and run <code>./voiceops up</code> again.</p>""";

    private WebPages() {}

    /** The page of this name, or one that says that the build has none. */
    public static ResponseEntity<?> page(String name) {
        Resource index = new ClassPathResource("web/" + name + "/index.html");
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY)
                .body(index.exists() ? index : NOT_BUILT);
    }

    /** A script, style or font of the pages; its name changes with its content. 404 if there is none. */
    public static ResponseEntity<Resource> asset(String file) {
        Resource resource = new ClassPathResource("web/assets/" + file);
        if (!file.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*") || !resource.exists())
            return ResponseEntity.notFound().build();
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .body(resource);
    }
}
