package dev.voiceops.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.CallId;
import dev.voiceops.store.FreePorts;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Tenant;
import dev.voiceops.store.Tenants;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TalkedCall;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The operators' commands on a real database, through the real command line. */
class OperatorCommandsTest {
    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private static Path folder;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_tenant_gets_an_agent_a_version_and_a_number() throws IOException {
        Path settings = settings(OLD);
        JsonNode tenant = json(settings, 0, "tenant", "create", "shop", "--name", "Shop", "--retention-days", "7");
        assertThat(tenant.path("slug").asString()).isEqualTo("shop");
        json(settings, 0, "agent", "create", "Desk", "--tenant", "shop");
        JsonNode refused = json(settings, 1, "agent", "publish", "Desk", "--tenant", "shop");
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/prompt");
        Path draft = Files.writeString(folder.resolve("draft.json"), """
            {"prompt":"Be brief.","greeting":"Hello.","goodbye":"Bye.","language":"en-US","llm":{"model":"gpt-4.1-mini"},
            "stt":{"engine":"v1","model":"nova-3","endpointing_ms":300,"keyterms":[]},
            "tts":{"model":"coda","speaker":"astra"},"tools":[],"auto_tools":true}\
            """);
        JsonNode version =
                json(settings, 0, "agent", "publish", "Desk", "--tenant", "shop", "--draft", draft.toString());
        assertThat(version.path("number").asInt()).isEqualTo(1);
        JsonNode number = json(settings, 0, "number", "assign", "+15550400001", "--tenant", "shop", "--agent", "Desk");
        assertThat(number.path("agent_id").asString())
                .isEqualTo(version.path("agent_id").asString());
        Tenant shop = database.db()
                .platform(Specimen.TEST, Specimen.TESTER, tx -> Tenants.bySlug(tx, "shop"))
                .orElseThrow();
        assertThat(shop.retentionDays()).isEqualTo(7);
        assertThat(database.db().tenant(shop.id(), Specimen.TESTER, Numbers::list))
                .hasSize(1);
        assertThat(run(settings, 0, "tenant", "list")).contains("shop");
        assertThat(run(settings, 0, "number", "list", "--tenant", "shop")).contains("+15550400001");
    }

    @Test
    void refusals_are_sentences_with_exit_code_1_and_wrong_usage_has_2() throws IOException {
        Path settings = settings(OLD);
        json(settings, 0, "tenant", "create", "once", "--name", "Once");
        assertThat(run(settings, 1, "tenant", "create", "once", "--name", "Twice"))
                .contains("another tenant has it");
        assertThat(json(settings, 1, "number", "assign", "12", "--tenant", "once", "--agent", "x")
                        .path("code")
                        .asString())
                .isEqualTo("not_found");
        run(settings, 1, "agent", "list", "--tenant", "nobody");
        run(settings, 2, "tenant", "create");
    }

    @Test
    void retention_tells_where_data_lies_and_that_nothing_is_to_prove_yet() throws IOException {
        Path settings = settings(OLD);
        assertThat(run(settings, 0, "retention", "verify")).contains("there is no tenant yet");
        String map = alone(0, "retention", "map");
        assertThat(map)
                .contains("utterances (content: generated, heard) deleted with its call")
                .contains("OpenAI (what is said and asked in a call): not stored");
    }

    @Test
    void a_database_that_cannot_be_had_is_a_sentence_with_exit_code_3() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path embedded = Files.writeString(
                    folder.resolve("taken.env"),
                    "VOICEOPS_HOME=%s%nVOICEOPS_DATABASE_PORT=%d%n"
                            .formatted(folder.resolve("taken"), taken.getLocalPort()));
            assertThat(run(embedded, 3, "migrate"))
                    .startsWith("voiceops: Port " + taken.getLocalPort() + " on 127.0.0.1 is taken by another program")
                    .doesNotContain("\tat ");
        }
        Path nobody = Files.writeString(
                folder.resolve("nobody.env"),
                "VOICEOPS_HOME=%s%nDATABASE_URL=postgres://owner:x@127.0.0.1:%d/voiceops%n"
                        .formatted(folder.resolve("nobody"), FreePorts.some(1).getFirst()));
        assertThat(run(nobody, 3, "migrate")).startsWith("voiceops: ").doesNotContain("\tat ");
    }

    @Test
    void secrets_are_sealed_with_the_first_key_and_then_the_old_one_can_go() throws IOException {
        byte[] fresh = new byte[32];
        Arrays.fill(fresh, (byte) 9);
        String key = Base64.getEncoder().encodeToString(fresh);
        Specimen tenant = Specimen.plant(database.db());
        IntegrationId id = IntegrationId.create();
        database.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> {
            Integrations.save(tx, new Integration(id, "n8n", "n8n", "https://x.example", null), Secret.of("kept"));
            return id;
        });
        Path both = settings(key + "," + OLD);
        assertThat(run(both, 0, "secrets", "status")).contains(": 1");
        JsonNode report = json(both, 0, "secrets", "rotate");
        assertThat(report.path("sealed").asInt()).isEqualTo(1);
        assertThat(report.path("left").asInt()).isZero();
        assertThat(run(settings(key), 0, "secrets", "status")).contains(": 0");
        assertThat(json(settings(OLD), 1, "secrets", "rotate")
                        .path("unreadable")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void evidence_is_packed_and_verified_with_the_file_and_the_key_alone() throws IOException {
        Path settings = settings(OLD);
        Specimen acme = Specimen.plant(database.db());
        CallId call = TalkedCall.of(acme, "+15551230001", "hello").id();
        Path pack = folder.resolve("pack.zip");
        run(settings, 0, "evidence", "pack", call.toString(), "--out", pack.toString());
        assertThat(run(settings, 3, "evidence", "pack", call.toString(), "--out", pack.toString()))
                .contains("already");
        Path pem = Files.writeString(folder.resolve("key.pem"), run(settings, 0, "evidence", "key", "--pem"));
        String hex = run(settings, 0, "evidence", "key").strip();
        for (String key : List.of(hex, pem.toString())) {
            JsonNode verdict = Json.tree(alone(0, "evidence", "verify", pack.toString(), "--key", key, "--json"));
            assertThat(verdict.path("compared").asBoolean()).isTrue();
            assertThat(verdict.path("manifest").path("call").asString()).isEqualTo(call.toString());
        }
        assertThat(alone(0, "evidence", "verify", pack.toString())).contains("compare it");
        assertThat(alone(1, "evidence", "verify", pack.toString(), "--key", "00".repeat(32)))
                .contains("DOES NOT HOLD: manifest.sig");
        byte[] bytes = Files.readAllBytes(pack);
        bytes[60] ^= 1;
        Files.write(pack, bytes);
        assertThat(alone(1, "evidence", "verify", pack.toString(), "--key", hex))
                .contains("DOES NOT HOLD: call.json");
        alone(3, "evidence", "verify", pack.toString(), "--key", "nonsense");
        alone(3, "evidence", "verify", folder.resolve("nothing.zip").toString());
    }

    @Test
    void records_are_rebuilt_the_same_and_what_does_not_hold_is_found() throws IOException {
        Path settings = settings(OLD);
        json(settings, 0, "tenant", "create", "ledger", "--name", "Ledger");
        Tenant tenant = database.db()
                .platform(Specimen.TEST, Specimen.TESTER, tx -> Tenants.bySlug(tx, "ledger"))
                .orElseThrow();
        Specimen ledger = Specimen.furnish(database.db(), tenant.id());
        TalkedCall.of(ledger, "+15551238888", "one");
        TalkedCall.of(ledger, "+15551238887", "two");
        String[] rebuild = {"records", "rebuild", "--tenant", "ledger"};
        assertThat(run(settings, 0, rebuild)).contains("2 calls gone through, 2 changed");
        assertThat(run(settings, 0, rebuild)).contains("2 calls gone through, 0 changed");
        String[] check = {"invariants", "check", "--tenant", "ledger"};
        assertThat(run(settings, 0, check)).contains("2 calls checked, 0 findings");
        run(settings, 0, "subject", "erase", "+15551238887", "--tenant", "ledger", "--yes");
        assertThat(run(settings, 0, rebuild)).as("one is deleted").contains("1 calls gone through, 0 changed");
        assertThat(run(settings, 0, check)).contains("1 calls checked, 0 findings");
        run(settings, 3, "records", "rebuild", "--tenant", "nobody");
    }

    @Test
    void a_callers_data_is_exported_and_erased_after_a_yes() throws IOException {
        Path settings = settings(OLD);
        json(settings, 0, "tenant", "create", "rights", "--name", "Rights");
        Tenant tenant = database.db()
                .platform(Specimen.TEST, Specimen.TESTER, tx -> Tenants.bySlug(tx, "rights"))
                .orElseThrow();
        Specimen rights = Specimen.furnish(database.db(), tenant.id());
        TalkedCall.of(rights, "+15551239999", "hello");
        Path pack = folder.resolve("subject.zip");
        assertThat(run(
                        settings,
                        0,
                        "subject",
                        "export",
                        "+15551239999",
                        "--tenant",
                        "rights",
                        "--out",
                        pack.toString()))
                .contains("1 calls");
        alone(0, "evidence", "verify", pack.toString());
        String[] erase = {"subject", "erase", "+15551239999", "--tenant", "rights"};
        assertThat(run(settings, 0, erase)).contains("1 calls would be erased");
        JsonNode erased = json(settings, 0, "subject", "erase", "+15551239999", "--tenant", "rights", "--yes");
        assertThat(erased.path("erased").asInt()).isEqualTo(1);
        assertThat(run(settings, 0, erase)).contains("0 calls would be erased");
        assertThat(run(settings, 1, "subject", "erase", "12", "--tenant", "rights"))
                .contains("E.164");
        run(settings, 3, "subject", "erase", "+15551239999", "--tenant", "nobody");
    }

    private Path settings(String keys) throws IOException {
        return Files.writeString(
                folder.resolve("settings.env"),
                "DATABASE_URL=" + database.url().reveal() + "\nENCRYPTION_KEY=" + keys + "\nVOICEOPS_HOME="
                        + folder.resolve("home") + "\n");
    }

    private JsonNode json(Path settings, int code, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return Json.tree(run(settings, code, all.toArray(String[]::new)));
    }

    private String run(Path settings, int code, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", settings.toString()));
        return alone(code, all.toArray(String[]::new));
    }

    /** Without settings. */
    private static String alone(int code, String... arguments) {
        StringWriter printed = new StringWriter();
        CommandLine line =
                Main.commandLine().setOut(new PrintWriter(printed, true)).setErr(new PrintWriter(printed, true));
        assertThat(line.execute(arguments)).as(printed.toString()).isEqualTo(code);
        return printed.toString();
    }
}
