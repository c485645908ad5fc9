package dev.voiceops.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a browser, on one platform; what is done and expected there stands in {@code web/e2e}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PagesTest {
    private final Browser browser = Browser.ofThisMachine();
    private Path home;
    private Platform platform;

    @org.junit.jupiter.api.BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        home = folder;
        platform = Platform.start(Shape.ALL, home);
    }

    @org.junit.jupiter.api.AfterAll
    void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void an_operator_watches_calls_speaks_into_them_and_disturbs_them() throws Exception {
        browser.passes(
                "debug.spec.ts",
                Map.of(
                        "OPS_DEBUG_URL",
                        platform.url("DEBUG", "/").toString(),
                        "OPS_DEBUG_TOKEN",
                        Platform.DEBUG_TOKEN));
    }

    @Test
    void days_begin_where_the_client_is() throws Exception {
        browser.passes("days.spec.ts", Map.of());
    }

    /** Looks at the calls that the operator made. */
    @Test
    @Order(2)
    void a_client_reads_its_figures_and_listens_to_its_calls() throws Exception {
        browser.passes(
                "portal.spec.ts",
                Map.of(
                        "PORTAL_URL",
                        platform.url("CONTROL_PLANE", "/portal/").toString(),
                        "PORTAL_EMAIL",
                        "client@demo.example",
                        "PORTAL_PASSWORD",
                        secret("demo-client-password")));
    }

    @Test
    @Order(3)
    void the_team_edits_publishes_and_rolls_back_an_agent_and_places_a_hold() throws Exception {
        browser.passes(
                "console.spec.ts",
                Map.of(
                        "CONSOLE_URL",
                        platform.url("CONTROL_PLANE", "/console/").toString(),
                        "CONSOLE_EMAIL",
                        "admin@demo.example",
                        "CONSOLE_PASSWORD",
                        secret("demo-admin-password")));
    }

    private String secret(String name) throws IOException {
        return Files.readString(home.resolve("secrets").resolve(name)).strip();
    }
}
