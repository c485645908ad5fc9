package dev.voiceops.control.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.evidence.PackVerifier;
import dev.voiceops.evidence.PublicKeys;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TalkedCall;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceRoutesTest {
    private static ControlPlaneUnderTest plane;
    private static Specimen acme;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void open() {
        plane = new ControlPlaneUnderTest(Duration.ofMinutes(2), Duration.ofSeconds(15));
        acme = Specimen.plant(plane.db());
    }

    @AfterAll
    static void close() {
        plane.close();
    }

    @Test
    void an_administrator_gets_a_pack_that_the_published_key_verifies() throws Exception {
        String bearer = plane.bearer(Role.INTERNAL_ADMIN);
        CallId call = TalkedCall.of(acme, "+15551230001", "hello").id();
        HttpRequest request = HttpRequest.newBuilder(plane.at(path(call) + "&sound=true"))
                .header("Authorization", bearer)
                .build();
        HttpResponse<Path> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(folder.resolve("pack.zip")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"call-" + call + ".zip\"");
        EvidenceRoutes.Key key =
                plane.send(bearer, "GET", "/internal/evidence/key", null, 200, EvidenceRoutes.Key.class);
        assertThat(PublicKeys.parse(key.pem())).isEqualTo(ControlPlaneUnderTest.SIGNING_KEY.publicKey());
        PackVerifier.Finding finding = PackVerifier.verify(answer.body(), PublicKeys.parse(key.publicKey()));
        assertThat(finding.holds()).as(finding.bad() + " " + finding.why()).isTrue();
        assertThat(finding.keyId()).isEqualTo(key.keyId());
        assertThat(exports(call)).isEqualTo(1);
    }

    @Test
    void an_operator_may_not_and_leaves_no_trace_of_an_export() {
        CallId call = TalkedCall.of(acme, "+15551230001", "hello").id();
        ControlPlaneUnderTest.problem(
                plane.send(plane.bearer(Role.INTERNAL_OPERATOR), "GET", path(call), null), ProblemType.FORBIDDEN);
        ControlPlaneUnderTest.problem(
                plane.send(plane.bearer(Role.INTERNAL_ADMIN), "GET", path(CallId.create()), null),
                ProblemType.NOT_FOUND);
        assertThat(exports(call)).isZero();
    }

    private static String path(CallId call) {
        return "/internal/calls/" + call + "/evidence?tenant_id=" + acme.tenant();
    }

    private static long exports(CallId call) {
        Audit.Target target = new Audit.Target("call", call.toString());
        return acme.db()
                .tenant(acme.tenant(), Specimen.TESTER, tx -> Audit.count(tx, AuditAction.CALL_EXPORTED, target));
    }
}
