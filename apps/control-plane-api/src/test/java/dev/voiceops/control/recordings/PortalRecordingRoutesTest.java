package dev.voiceops.control.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.audio.Wav;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Recording;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PortalRecordingRoutesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ControlPlaneUnderTest plane;

    @BeforeAll
    static void open() {
        plane = new ControlPlaneUnderTest(Duration.ofMinutes(2), Duration.ofSeconds(15));
    }

    @AfterAll
    static void close() {
        HTTP.close();
        plane.close();
    }

    @Test
    void a_client_listens_to_its_own_calls_by_ranges_once_it_is_allowed_and_leaves_one_row() throws Exception {
        Specimen acme = Specimen.plant(plane.db());
        String viewer = plane.bearer(acme.tenant(), Role.CLIENT_VIEWER);
        byte[] file = file();
        CallId call = recorded(acme, file);
        assertThat(get(viewer, call).statusCode()).as("before it is allowed").isEqualTo(404);
        assertThat(shown(viewer, call).path("recorded").asBoolean()).isFalse();
        allow(acme, true);
        assertThat(shown(viewer, call).path("recorded").asBoolean()).isTrue();
        HttpResponse<byte[]> whole = get(viewer, call);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).hasSize(file.length);
        HttpResponse<byte[]> part = get(viewer, call, "Range", "bytes=100-109");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(file, 100, 110));
        assertThat(audited(acme, call)).isEqualTo(1);
        allow(acme, false);
        assertThat(get(viewer, call).statusCode()).isEqualTo(404);
    }

    @Test
    void another_clients_call_does_not_exist_even_where_both_may_listen() throws Exception {
        Specimen acme = Specimen.plant(plane.db());
        Specimen other = Specimen.plant(plane.db());
        allow(acme, true);
        allow(other, true);
        CallId call = recorded(acme, file());
        assertThat(get(plane.bearer(other.tenant(), Role.CLIENT_VIEWER), call).statusCode())
                .isEqualTo(404);
        assertThat(audited(acme, call)).isZero();
    }

    @Test
    void only_who_may_change_tenants_lets_a_client_listen() {
        Specimen acme = Specimen.plant(plane.db());
        ControlPlaneUnderTest.problem(
                plane.send(
                        plane.bearer(Role.INTERNAL_OPERATOR),
                        "PUT",
                        "/internal/tenants/" + acme.tenant() + "/portal-recordings",
                        Map.of("allowed", true)),
                ProblemType.FORBIDDEN);
    }

    private static void allow(Specimen tenant, boolean allowed) {
        JsonNode answer = plane.send(
                plane.bearer(Role.INTERNAL_ADMIN),
                "PUT",
                "/internal/tenants/" + tenant.tenant() + "/portal-recordings",
                Map.of("allowed", allowed),
                200,
                JsonNode.class);
        assertThat(answer.path("allowed").asBoolean()).isEqualTo(allowed);
    }

    private static JsonNode shown(String viewer, CallId call) {
        return plane.send(viewer, "GET", "/client/calls/" + call, null, 200, JsonNode.class);
    }

    private static HttpResponse<byte[]> get(String bearer, CallId call, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(plane.at("/client/calls/" + call + "/recording"))
                .header("Authorization", bearer);
        if (headers.length > 0) request.headers(headers);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static long audited(Specimen tenant, CallId call) {
        Audit.Target target = new Audit.Target("call", call.toString());
        return plane.db()
                .tenant(tenant.tenant(), Specimen.TESTER, tx -> Audit.count(tx, AuditAction.RECORDING_READ, target));
    }

    private static byte[] file() {
        byte[] head = Wav.header(Wav.Format.CALL_RECORDING, 10_000);
        byte[] file = Arrays.copyOf(head, head.length + 10_000);
        for (int i = head.length; i < file.length; i++) file[i] = (byte) i;
        return file;
    }

    private static CallId recorded(Specimen tenant, byte[] file) throws Exception {
        CallId call = tenant.call();
        SealedRecordings.Draft draft = plane.recordings().begin(tenant.tenant(), call, call + ".wav");
        draft.stream().write(file);
        draft.stream().close();
        plane.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> {
            Recordings.insert(
                    tx,
                    new Recording(
                            draft.id(), call, draft.key(), "ab".repeat(32), file.length, 625, 2, draft.keySealed()));
            return call;
        });
        return call;
    }
}
