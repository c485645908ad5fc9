package dev.voiceops.control.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.http.Access;
import dev.voiceops.store.RedactionPolicy;
import dev.voiceops.store.Tenant;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Tenants;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TalkedCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Every route of the role that can be read, as the running application lists them, is asked about a call in which a card number
 * was said. No new route can show it by forgetting to ask what the tenant wants.
 */
class RedactedRoutesTest {
    private static final String CARD = "4242 4242 4242 4242";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ControlPlaneUnderTest role;
    private static Specimen acme;
    private static TalkedCall call;
    private static String admin;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = Specimen.plant(role.db());
        call = TalkedCall.of(acme, "+15551230001", "my card is " + CARD);
        admin = role.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void no_route_shows_what_the_tenant_wants_redacted() throws Exception {
        assertThat(speaking()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(showing()).as("redaction is the default").isEmpty();
    }

    @Test
    void the_same_routes_show_it_to_a_tenant_that_wants_the_words() throws Exception {
        redaction(RedactionPolicy.NONE);
        try {
            assertThat(showing()).containsExactlyInAnyOrderElementsOf(speaking());
        } finally {
            redaction(RedactionPolicy.READ);
        }
    }

    /** The routes whose answer has the words around the number. */
    private static List<String> speaking() throws Exception {
        return routesWith("my card is ");
    }

    private static List<String> showing() throws Exception {
        return routesWith(CARD);
    }

    private static List<String> routesWith(String text) throws Exception {
        List<String> found = new ArrayList<>();
        for (String pattern : readable()) {
            String path = pattern.replace("{callId}", call.id().toString())
                    .replace("{executionId}", call.execution().toString())
                    .replace("{agentId}", acme.agent().toString())
                    .replace("{versionId}", acme.version().value());
            if (path.contains("{")) continue;
            if (answer(path).contains(text)) found.add(pattern);
        }
        return found;
    }

    private static List<String> readable() {
        List<String> patterns = new ArrayList<>();
        role.routes().forEach((info, handler) -> {
            boolean get = info.getMethodsCondition().getMethods().contains(RequestMethod.GET);
            if (get && handler.getBeanType().isAnnotationPresent(Access.class)) {
                patterns.addAll(info.getPatternValues());
            }
        });
        return patterns;
    }

    private static String answer(String path) throws Exception {
        String credential = path.startsWith("/internal/runtime/") ? role.serviceBearer() : admin;
        HttpRequest request = HttpRequest.newBuilder(role.at(path + "?tenant_id=" + acme.tenant()))
                .header("Authorization", credential)
                .build();
        HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        boolean zip = answer.headers().firstValue("Content-Type").orElse("").equals("application/zip");
        return zip ? unzipped(answer.body()) : new String(answer.body(), UTF_8);
    }

    private static String unzipped(byte[] pack) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            while (zip.getNextEntry() != null) text.append(new String(zip.readAllBytes(), ISO_8859_1));
        }
        return text.toString();
    }

    private static void redaction(RedactionPolicy policy) {
        role.db().platform(Specimen.TEST, Specimen.TESTER, tx -> {
            TenantId id = acme.tenant();
            Tenant was = Tenants.find(tx, id).orElseThrow();
            return Tenants.change(
                    tx,
                    new Tenant(
                            id,
                            was.slug(),
                            was.name(),
                            was.active(),
                            was.timeZone(),
                            was.retentionDays(),
                            was.maxLiveCalls(),
                            policy));
        });
    }
}
