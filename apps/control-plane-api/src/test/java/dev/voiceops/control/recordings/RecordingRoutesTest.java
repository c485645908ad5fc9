package dev.voiceops.control.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.audio.Wav;
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
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordingRoutesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ControlPlaneUnderTest plane;
    private static Specimen acme;
    private static String bearer;

    @BeforeAll
    static void open() {
        plane = new ControlPlaneUnderTest(Duration.ofMinutes(2), Duration.ofSeconds(15));
        acme = Specimen.plant(plane.db());
        bearer = plane.bearer(Role.INTERNAL_OPERATOR);
    }

    @AfterAll
    static void close() {
        plane.close();
    }

    @Test
    void a_recording_is_played_whole_and_by_ranges_and_the_playback_is_audited_once() throws Exception {
        byte[] file = file();
        CallId call = recorded(file);
        byte[] played = file.clone();
        byte[] head = Wav.header(Wav.Format.CALL_RECORDING, 100_000);
        System.arraycopy(head, 0, played, 0, head.length);
        HttpResponse<byte[]> whole = get(call);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("audio/wav");
        assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(whole.body()).isEqualTo(played);
        String etag = whole.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> middle = get(call, "Range", "bytes=70000-70009");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.headers().firstValue("Content-Range")).hasValue("bytes 70000-70009/" + played.length);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(played, 70_000, 70_010));
        assertThat(get(call, "Range", "bytes=-5").body())
                .isEqualTo(Arrays.copyOfRange(played, played.length - 5, played.length));
        HttpResponse<byte[]> beyond = get(call, "Range", "bytes=900000-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + played.length);
        assertThat(get(call, "Range", "bytes=0-1", "If-Range", etag).statusCode())
                .isEqualTo(206);
        assertThat(get(call, "Range", "bytes=0-1", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get(call, "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(reads(call)).isEqualTo(1);
    }

    @Test
    void a_look_at_the_head_is_no_playback() throws Exception {
        CallId call = recorded(file());
        HttpResponse<byte[]> head = HTTP.send(request(call).HEAD().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(100_058);
        assertThat(head.body()).isEmpty();
        assertThat(reads(call)).isZero();
    }

    @Test
    void what_is_not_there_is_told_with_its_cause() throws Exception {
        CallId silent = acme.call();
        HttpResponse<byte[]> answer = get(silent);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("The call is not over");
        CallId lost = recorded(file());
        plane.recordings().store().delete(lost + ".wav");
        assertThat(new String(get(lost).body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("its object is not in the store");
        assertThat(get(CallId.create()).statusCode()).isEqualTo(404);
    }

    @Test
    void another_tenants_viewer_and_a_client_get_none() throws Exception {
        CallId call = recorded(file());
        Specimen other = Specimen.plant(plane.db());
        for (String stranger : new String[] {
            plane.bearer(other.tenant(), Role.CLIENT_VIEWER), plane.bearer(acme.tenant(), Role.CLIENT_VIEWER)
        }) {
            HttpRequest request = HttpRequest.newBuilder(at(call))
                    .header("Authorization", stranger)
                    .build();
            assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(reads(call)).isZero();
    }

    private static byte[] file() {
        byte[] head = Wav.header(Wav.Format.CALL_RECORDING, Wav.UNTIL_END_OF_FILE);
        byte[] file = Arrays.copyOf(head, head.length + 100_000);
        for (int i = head.length; i < file.length; i++) file[i] = (byte) i;
        return file;
    }

    private static CallId recorded(byte[] file) throws Exception {
        CallId call = acme.call();
        SealedRecordings.Draft draft = plane.recordings().begin(acme.tenant(), call, call + ".wav");
        draft.stream().write(file);
        draft.stream().close();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        acme.db().tenant(acme.tenant(), Specimen.TESTER, tx -> {
            Recordings.insert(
                    tx, new Recording(draft.id(), call, draft.key(), hash, file.length, 6_250, 2, draft.keySealed()));
            return call;
        });
        return call;
    }

    private static long reads(CallId call) {
        Audit.Target target = new Audit.Target("call", call.toString());
        return acme.db()
                .tenant(acme.tenant(), Specimen.TESTER, tx -> Audit.count(tx, AuditAction.RECORDING_READ, target));
    }

    private static java.net.URI at(CallId call) {
        return plane.at("/internal/calls/" + call + "/recording?tenant_id=" + acme.tenant());
    }

    private static HttpRequest.Builder request(CallId call) {
        return HttpRequest.newBuilder(at(call)).header("Authorization", bearer);
    }

    private static HttpResponse<byte[]> get(CallId call, String... headers) throws Exception {
        HttpRequest.Builder request = request(call);
        if (headers.length > 0) request.headers(headers);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
