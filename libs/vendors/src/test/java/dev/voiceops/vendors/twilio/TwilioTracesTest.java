package dev.voiceops.vendors.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.wire.RawHttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwilioTracesTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RawHttpServer server = new RawHttpServer();
    private final TwilioTraces traces = new TwilioTraces(
            http, new TwilioAccount(URI.create(server.base() + "/2010-04-01"), "AC1", "AC1", "secret"));

    @AfterEach
    void close() throws IOException {
        http.close();
        server.close();
    }

    @Test
    void deletes_transcriptions_then_recordings_until_none_is_listed() {
        var deleted = CompletableFuture.supplyAsync(() -> traces.deleteRecordings("CA1"));
        answer("GET", "/Recordings.json?PageSize=50&CallSid=CA1", 200, "{\"recordings\":[{\"sid\":\"RE1\"}]}");
        answer(
                "GET",
                "/Recordings/RE1/Transcriptions.json?PageSize=50",
                200,
                "{\"transcriptions\":[{\"sid\":\"TR1\"}]}");
        answer("DELETE", "/Transcriptions/TR1.json", 204, "");
        answer("DELETE", "/Recordings/RE1.json", 404, "{\"code\":20404}");
        answer("GET", "/Recordings.json?PageSize=50&CallSid=CA1", 200, "{\"recordings\":[]}");
        assertThat(deleted.join()).isEqualTo(1);
    }

    @Test
    void looks_whether_the_calls_record_is_gone() {
        var gone = CompletableFuture.supplyAsync(() -> traces.deleteCall("CA1"));
        answer("DELETE", "/Calls/CA1.json", 204, "");
        answer("GET", "/Calls/CA1.json", 404, "{\"code\":20404}");
        assertThat(gone.join()).isTrue();
        var still = CompletableFuture.supplyAsync(() -> traces.deleteCall("CA1"));
        answer("DELETE", "/Calls/CA1.json", 204, "");
        answer("GET", "/Calls/CA1.json", 200, "{}");
        assertThatThrownBy(still::join).hasMessageContaining("still shows the call");
    }

    @Test
    void a_refusal_an_outage_and_nonsense_are_no_deletion() {
        for (int status : new int[] {401, 429, 500}) {
            var refused = CompletableFuture.supplyAsync(() -> traces.deleteCall("CA1"));
            answer("DELETE", "/Calls/CA1.json", status, "{}");
            assertThatThrownBy(refused::join).hasCauseInstanceOf(VendorException.class);
        }
        var garbled = CompletableFuture.supplyAsync(() -> traces.deleteRecordings("CA1"));
        answer("GET", "/Recordings.json?PageSize=50&CallSid=CA1", 200, "<html>");
        assertThatThrownBy(garbled::join).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> traces.deleteRecordings("CA1/../Calls")).isInstanceOf(VendorException.class);
        assertThat(server.nobodyAsked()).isTrue();
    }

    private void answer(String method, String path, int status, String body) {
        var request = server.next();
        assertThat(request.head()).startsWith(method + " /2010-04-01/Accounts/AC1" + path + " HTTP/1.1\r\n");
        assertThat(request.head()).contains("Authorization: Basic QUMxOnNlY3JldA==");
        request.answer(status, body);
    }
}
