package dev.voiceops.http;

import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where the {@code type} of a problem leads: what it means (RFC 9457 section 3.1.1). On every role's port. */
@RestController
@Access(Access.By.ANYONE)
final class ProblemPages {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:8vh auto;padding:0 1em;"
                    + "color:#1b1f24}h1{font-size:1.4em}dt{margin-top:1.2em;font-weight:600}dd{margin:0}code{color:#57606a}a{color:#0550ae}";
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'; base-uri 'none'; frame-ancestors 'none'";

    /** Every problem there is. */
    @GetMapping(value = "/problems", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> all() {
        String entries = Arrays.stream(ProblemType.values())
                .map(type -> "<dt><a href=\"" + Problem.TYPES + type.code() + "\">" + escaped(type.title())
                        + "</a> <code>" + type.status() + " " + type.code() + "</code></dt><dd>"
                        + meaning(type) + "</dd>")
                .collect(Collectors.joining("\n"));
        return page(
                "Problems",
                "<h1>Problems</h1>\n<p>What the API's <code>application/problem+json</code> answers mean.</p>\n<dl>\n"
                        + entries + "\n</dl>");
    }

    /** One of them. */
    @GetMapping(value = "/problems/{code}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> one(@PathVariable String code) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such type of problem"));
        return page(
                type.title(),
                "<h1>" + escaped(type.title()) + "</h1>\n<p><code>" + type.status() + " " + type.code()
                        + "</code></p>\n<p>" + meaning(type) + "</p>\n<p><a href=\"/problems\">All problems</a></p>");
    }

    private static String meaning(ProblemType type) {
        return escaped(Comments.of(type)).replaceAll("`([^`]+)`", "<code>$1</code>");
    }

    private static ResponseEntity<String> page(String title, String body) {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", POLICY)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + escaped(title)
                        + "</title><style>" + STYLE + "</style></head>\n<body>\n" + body + "\n</body>\n</html>\n");
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
