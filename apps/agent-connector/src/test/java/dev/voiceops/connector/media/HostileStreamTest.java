package dev.voiceops.connector.media;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every bad input a media socket can meet. */
class HostileStreamTest {
    private static final MediaLimits SHORT = new MediaLimits(64 * 1024, 200, 400, 400, 5_000, 5, 2);
    private MediaServer server = new MediaServer(MediaLimits.standard());

    @AfterEach
    void stop() {
        server.close();
    }

    private void limits(MediaLimits limits) {
        server.close();
        server = new MediaServer(limits);
    }

    @Test
    void an_upgrade_without_a_genuine_signature_is_refused() {
        var bare = HttpClient.newHttpClient().newWebSocketBuilder();
        assertThatThrownBy(() -> bare.buildAsync(server.uri(), new WebSocket.Listener() {})
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        assertThat(server.counts.read()).containsEntry("refused_signature", 1L);
    }

    @Test
    void a_start_without_a_token_is_refused_before_anyone_is_asked() throws Exception {
        try (Caller caller = new Caller(server.uri())) {
            caller.say(Caller.start(""));
            assertThat(caller.closeCode()).isEqualTo(1008);
            assertThat(server.asked).hasValue(0);
            assertThat(server.counts.read()).containsEntry("refused_no_token", 1L);
        }
    }

    @Test
    void a_token_the_gate_refuses_closes_the_socket() throws Exception {
        server.answer.complete(new MediaGate.Admission.Refused("token_used"));
        try (Caller caller = new Caller(server.uri())) {
            caller.start();
            assertThat(caller.closeCode()).isEqualTo(1008);
            assertThat(server.counts.read()).containsEntry("refused_token_used", 1L);
        }
    }

    @Test
    void a_gate_that_fails_closes_the_socket() throws Exception {
        server.answer.completeExceptionally(new IllegalStateException("control plane gone"));
        try (Caller caller = new Caller(server.uri())) {
            caller.start();
            assertThat(caller.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void a_second_start_ends_the_stream() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start().start();
            assertThat(caller.closeCode()).isEqualTo(1008);
            assertThat(server.asked).hasValue(1);
            assertThat(ear.gone.get(20, SECONDS)).isIn(StreamEnd.PROTOCOL, StreamEnd.BROKEN);
        }
    }

    @Test
    void a_start_with_another_audio_format_is_refused() throws Exception {
        try (Caller caller = new Caller(server.uri())) {
            caller.say(Caller.start("good-token").replace("8000", "16000"));
            assertThat(caller.closeCode()).isEqualTo(1008);
            assertThat(server.asked).hasValue(0);
        }
    }

    @Test
    void audio_before_start_closes_the_socket() throws Exception {
        try (Caller caller = new Caller(server.uri())) {
            caller.say(Caller.media(20, 1));
            assertThat(caller.closeCode()).isEqualTo(1008);
            assertThat(server.counts.read()).containsEntry("refused_media_before_start", 1L);
        }
    }

    @Test
    void stop_without_start_harms_nobody() throws Exception {
        try (Caller caller = new Caller(server.uri())) {
            caller.say("{\"event\":\"stop\",\"streamSid\":\"MZ1\",\"stop\":{}}");
            assertThat(caller.closeCode()).isEqualTo(1000);
            assertThat(server.counts.read()).containsEntry("stop_without_start", 1L);
        }
    }

    @Test
    void no_start_within_the_deadline_closes_the_socket() throws Exception {
        limits(SHORT);
        try (Caller caller = new Caller(server.uri())) {
            assertThat(caller.closeCode()).isEqualTo(1008);
            assertThat(server.counts.read()).containsEntry("refused_no_start", 1L);
        }
    }

    @Test
    void binary_frames_are_refused() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start().say(Caller.media(20, 1));
            assertThat(ear.heard.poll(20, SECONDS)).isNotNull();
            caller.binary(new byte[160]);
            assertThat(caller.closeCode()).isEqualTo(1003);
            assertThat(ear.gone.get(20, SECONDS)).isEqualTo(StreamEnd.PROTOCOL);
        }
    }

    @Test
    void a_message_over_64_kib_ends_the_stream() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start().say(Caller.media(20, 1));
            assertThat(ear.heard.poll(20, SECONDS)).isNotNull();
            caller.say(" ".repeat(65 * 1024));
            assertThat(ear.gone.get(20, SECONDS)).isEqualTo(StreamEnd.BROKEN);
        }
    }

    @Test
    void pieces_that_add_up_to_more_than_64_kib_end_the_stream_too() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start().say(Caller.media(20, 1));
            assertThat(ear.heard.poll(20, SECONDS)).isNotNull();
            caller.part(" ".repeat(40 * 1024)).part(" ".repeat(40 * 1024));
            assertThat(ear.gone.get(20, SECONDS)).isEqualTo(StreamEnd.BROKEN);
        }
    }

    @Test
    void malformed_messages_are_survived_and_counted_until_they_are_too_many() throws Exception {
        limits(SHORT);
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start()
                    .say("not json")
                    .say("[1,2")
                    .say("{\"event\":7}")
                    .say("{\"event\":\"mark\"}")
                    .say(Caller.media(20, 1));
            assertThat(ear.heard.poll(20, SECONDS)).isNotNull();
            caller.say(Caller.media(40, 1).replace("payload\":\"", "payload\":\"%%%"));
            assertThat(caller.closeCode()).isEqualTo(1007);
            assertThat(server.counts.read())
                    .containsEntry("malformed_incomplete", 4L)
                    .containsKey("malformed_bad_payload");
        }
    }

    @Test
    void unknown_events_other_streams_and_outbound_tracks_are_ignored_and_counted() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start()
                    .say("{\"event\":\"weather\",\"streamSid\":\"" + Caller.SID + "\"}")
                    .say(Caller.media("MZother", 20, 1, 160))
                    .say(Caller.media(20, 2).replace("inbound", "outbound"))
                    .say(Caller.media(40, 3));
            assertThat(ear.heard.poll(20, SECONDS)).isEqualTo("160 bytes of 3 at 40");
            assertThat(server.counts.read())
                    .containsEntry("unknown_event", 2L)
                    .containsEntry("malformed_wrong_stream", 1L);
        }
    }

    @Test
    void a_stream_without_audio_is_dead() throws Exception {
        limits(SHORT);
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start();
            assertThat(ear.gone.get(20, SECONDS)).isEqualTo(StreamEnd.SILENT);
        }
    }

    @Test
    void audio_far_ahead_of_real_time_is_dropped() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start().say(Caller.media(3_600_000, 1)).say(Caller.media(20, 2));
            assertThat(ear.heard.poll(20, SECONDS)).endsWith("of 2 at 20");
            for (int i = 0; i < 8; i++) {
                caller.say(Caller.media(Caller.SID, 40, 3, 8_000));
            }
            caller.say("{\"event\":\"mark\",\"streamSid\":\"" + Caller.SID + "\",\"mark\":{\"name\":\"end\"}}");
            int frames = 0;
            while (!"mark end".equals(ear.heard.poll(20, SECONDS))) {
                frames++;
            }
            assertThat(frames).isLessThan(8 * 50);
            assertThat(server.counts.read().get("media_ahead_of_time")).isGreaterThan(1);
        }
    }

    @Test
    void a_peer_that_does_not_read_costs_a_bounded_buffer_and_is_cut_off() throws Exception {
        limits(new MediaLimits(64 * 1024, 5_000, 60_000, 300, 5_000, 5, 2));
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri(), false)) {
            caller.start();
            VoiceTransport voice = server.transport.get(20, SECONDS);
            byte[] second = new byte[8_000];
            int sent = 0;
            while (!ear.gone.isDone()) {
                if (voice.send(second)) {
                    sent++;
                } else {
                    briefly(ear);
                }
                assertThat(sent).as("seconds of audio taken without a reader").isLessThan(50_000);
            }
            assertThat(ear.gone.join()).isEqualTo(StreamEnd.CLOGGED);
            assertThat(voice.send(second)).isFalse();
        }
    }

    private static void briefly(CallEar ear) throws Exception {
        try {
            ear.gone.get(5, MILLISECONDS);
        } catch (TimeoutException stillThere) {
            // the peer is not given up yet: send again
        }
    }

    @Test
    void sockets_that_do_not_start_cannot_fill_the_house() throws Exception {
        limits(new MediaLimits(64 * 1024, 60_000, 8_000, 5_000, 5_000, 5, 2));
        try (Caller first = new Caller(server.uri());
                Caller second = new Caller(server.uri());
                Caller third = new Caller(server.uri())) {
            assertThat(CompletableFuture.anyOf(first.closed, second.closed, third.closed)
                            .get(20, SECONDS))
                    .isEqualTo(1013);
            Caller seated = first.closed.isDone() ? second : first;
            assertThat(seated.closed).isNotDone();
            seated.say("{\"event\":\"stop\"}");
            assertThat(seated.closeCode()).isEqualTo(1000);
            CallEar ear = server.admitting();
            try (Caller fourth = new Caller(server.uri())) {
                fourth.start().say(Caller.media(20, 1));
                assertThat(ear.heard.poll(20, SECONDS)).isNotNull();
            }
        }
    }

    @Test
    void compression_is_not_agreed_to() throws Exception {
        String hello = """
                GET /twilio/media-stream HTTP/1.1\r
                Host: 127.0.0.1\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                X-Twilio-Signature: genuine\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Extensions: permessage-deflate\r
                \r
                """;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(hello.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4096];
            int length = socket.getInputStream().read(answer);
            assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 101")
                    .doesNotContainIgnoringCase("permessage-deflate");
        }
    }
}
