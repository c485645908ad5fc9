package dev.voiceops.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Setting a tenant's automation up, through the real command line. */
class AutomationCommandTest {
    @TempDir
    private static Path folder;

    private static TestDatabase database;

    @BeforeAll
    static void open() throws IOException {
        database = TestDatabase.create();
        Files.writeString(
                folder.resolve("settings.env"),
                "DATABASE_URL=" + database.url().reveal() + "\nENCRYPTION_KEY="
                        + Base64.getEncoder().encodeToString(new byte[32]) + "\nVOICEOPS_HOME="
                        + folder.resolve("home") + "\n");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_tenant_gets_the_demo_tools_once_and_its_n8n_a_token() {
        Specimen tenant = Specimen.plant(database.db());
        String id = tenant.tenant().toString();
        assertThat(run(1, "automation", "provision", "--tenant", id)).contains("no such n8n");
        IntegrationId n8n = IntegrationId.create();
        database.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> {
            Integrations.save(
                    tx, new Integration(n8n, "n8n", "Theirs", "https://n.example/webhook", null), Secret.of("old"));
            return n8n;
        });
        JsonNode made = json(0, "automation", "provision", "--tenant", id);
        assertThat(made.valueStream().map(tool -> tool.path("url").asString()))
                .contains("https://n.example/webhook/order-status")
                .hasSize(3);
        assertThat(made.valueStream().allMatch(tool -> tool.path("fresh").asBoolean()))
                .isTrue();
        JsonNode again = json(0, "automation", "provision", "--tenant", id);
        assertThat(again.valueStream().noneMatch(tool -> tool.path("fresh").asBoolean()))
                .isTrue();
        JsonNode token = json(0, "automation", "token", "--tenant", id, "--integration", "Theirs");
        String secret = database.db()
                .tenant(tenant.tenant(), Specimen.TESTER, tx -> Integrations.secret(tx, n8n))
                .orElseThrow()
                .reveal();
        assertThat(token.path("value").asString()).isEqualTo("Bearer " + secret).doesNotContain("old");
        assertThat(token.path("signing_key").asString()).hasSizeGreaterThan(40);
    }

    private static JsonNode json(int code, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return Json.tree(run(code, all.toArray(String[]::new)));
    }

    private static String run(int code, String... arguments) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed, true);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", folder.resolve("settings.env").toString()));
        assertThat(Main.commandLine().setOut(out).setErr(out).execute(all.toArray(String[]::new)))
                .as(printed.toString())
                .isEqualTo(code);
        return printed.toString();
    }
}
