package dev.voiceops.control.openapi;

import dev.voiceops.contracts.Json;
import dev.voiceops.http.Access;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** This API's description, for programs and for people. It tells nothing of any tenant, so anybody may read it. */
@RestController
@Access(Access.By.ANYONE)
final class OpenApiRoutes {
    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.34.1/";

    /** The page runs what this host serves and nothing else; Swagger UI draws its icons from data URLs. */
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> FILES = Map.of(
            "swagger-ui.css", SWAGGER_UI + "swagger-ui.css",
            "swagger-ui-bundle.js", SWAGGER_UI + "swagger-ui-bundle.js",
            "favicon-32x32.png", SWAGGER_UI + "favicon-32x32.png",
            "start.js", "openapi/start.js",
            "page.css", "openapi/page.css");

    private final Supplier<byte[]> document;

    OpenApiRoutes(Supplier<byte[]> document) {
        this.document = document;
    }

    /** The description in OpenAPI 3.1. */
    @GetMapping(value = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> description() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(document.get());
    }

    /** A page on which it can be read, and each route tried. */
    @GetMapping(value = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", PAGE_POLICY)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("openapi/index.html"));
    }

    /** The page's own files. */
    @GetMapping("/docs/{file}")
    ResponseEntity<Resource> file(@PathVariable String file) {
        String place = FILES.get(file);
        if (place == null) return ResponseEntity.notFound().build();
        return ResponseEntity.ok()
                .contentType(org.springframework.http.MediaTypeFactory.getMediaType(file)
                        .orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(new ClassPathResource(place));
    }

    static byte[] bytes(java.util.List<Route> routes) {
        return Json.bytes(Documented.of(routes));
    }
}
