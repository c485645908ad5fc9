package dev.voiceops.vendors.livekit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.voiceops.vendors.RoomBootstrap;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.wire.RawHttpServer;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveKitTest {
    private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
    private static final LiveKitConfig CONFIG = new LiveKitConfig(URI.create("wss://lk.example"), "key", SECRET);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final byte[] BODY = """
            {"event":"participant_joined","id":"EV_1","createdAt":"1758","room":{"name":"call-1","sid":"RM_1"},
             "participant":{"identity":"agent","kind":"AGENT"},"job":{}}""".getBytes(UTF_8);

    private final LiveKitWebhook webhook = new LiveKitWebhook(CONFIG, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_join_token_lets_one_identity_into_one_room_for_a_while() {
        var before = Instant.now().getEpochSecond();
        var token = new LiveKitRooms(CONFIG).joinToken("call-1", "agent", Duration.ofMinutes(5));
        var jwt =
                JWT.require(Algorithm.HMAC256(SECRET)).withIssuer("key").build().verify(token);
        assertThat(jwt.getSubject()).isEqualTo("agent");
        assertThat(jwt.getExpiresAtAsInstant().getEpochSecond()).isBetween(before + 299, before + 320);
        assertThat(jwt.getClaim("video").asMap())
                .containsEntry("roomJoin", true)
                .containsEntry("room", "call-1")
                .containsEntry("canPublish", true)
                .containsEntry("canSubscribe", true)
                .doesNotContainKeys("roomAdmin", "roomCreate", "roomList");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveKitRooms(CONFIG).joinToken("call-1", "agent", Duration.ZERO));
    }

    @Test
    void the_mock_makes_tokens_of_the_same_shape_that_open_nothing() {
        RoomBootstrap mock = new MockRooms();
        mock.ensureRoom("call-1");
        assertThat(mock.simulated()).isTrue();
        var jwt = JWT.decode(mock.joinToken("call-1", "agent", Duration.ofMinutes(5)));
        assertThat(jwt.getClaim("video").asMap()).containsEntry("room", "call-1");
        assertThat(jwt.getIssuer()).isEqualTo("mock");
        assertThat(new MockRooms().joinToken("r", "a", Duration.ofHours(1)))
                .isNotEqualTo(mock.joinToken("r", "a", Duration.ofHours(1)));
    }

    @Test
    void a_room_is_asked_for_by_name() throws Exception {
        try (var server = new RawHttpServer()) {
            var url = URI.create("ws" + server.base().toString().substring("http".length()));
            var rooms = new LiveKitRooms(new LiveKitConfig(url, "key", SECRET));
            var ensured = CompletableFuture.runAsync(() -> rooms.ensureRoom("call-1"));
            var request = server.next();
            assertThat(request.head()).startsWith("POST /twirp/livekit.RoomService/CreateRoom HTTP/1.1\r\n");
            assertThat(request.body()).contains("call-1");
            request.answer(200, "", "Content-Type: application/protobuf");
            ensured.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"401, AUTH", "429, TRANSIENT", "503, TRANSIENT", "400, PROTOCOL"})
    void a_refused_room_says_why(int status, String kind) throws Exception {
        try (var server = new RawHttpServer()) {
            var rooms = new LiveKitRooms(new LiveKitConfig(server.base(), "key", SECRET));
            var ensured = CompletableFuture.runAsync(() -> rooms.ensureRoom("call-1"));
            server.next().answer(status, "invalid API key");
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(ensured::join)
                    .withCauseInstanceOf(VendorException.class)
                    .withMessageContaining(kind + " http_" + status);
            var cut = CompletableFuture.runAsync(() -> rooms.ensureRoom("call-1"));
            server.next().close();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(cut::join)
                    .withMessageContaining("TRANSIENT io");
        }
    }

    @Test
    void a_real_webhook_is_read() {
        assertThat(webhook.read(sign(token()), BODY))
                .contains(new LiveKitEvent("EV_1", "participant_joined", "call-1", "agent"));
        var late = token().withExpiresAt(NOW.minusSeconds(30)).withNotBefore(NOW.plusSeconds(30));
        assertThat(webhook.read(sign(late), BODY)).isPresent();
    }

    @Test
    void other_webhooks_are_refused() {
        assertThat(webhook.read(null, BODY)).isEmpty();
        assertThat(webhook.read("", BODY)).isEmpty();
        assertThat(webhook.read("nonsense", BODY)).isEmpty();
        assertThat(webhook.read(sign(token()), "{}".getBytes(UTF_8))).isEmpty();
        assertThat(webhook.read(sign(token().withIssuer("other")), BODY)).isEmpty();
        assertThat(webhook.read(sign(token().withExpiresAt(NOW.minusSeconds(90))), BODY))
                .isEmpty();
        assertThat(webhook.read(sign(token().withNotBefore(NOW.plusSeconds(90))), BODY))
                .isEmpty();
        assertThat(webhook.read(token().sign(Algorithm.HMAC256("another secret")), BODY))
                .isEmpty();
        assertThat(webhook.read(token().sign(Algorithm.none()), BODY)).isEmpty();
        var eternal = JWT.create().withIssuer("key").withClaim("sha256", hash(BODY));
        assertThat(webhook.read(sign(eternal), BODY)).isEmpty();
        var unbound = JWT.create().withIssuer("key").withExpiresAt(NOW.plusSeconds(300));
        assertThat(webhook.read(sign(unbound), BODY)).isEmpty();
        assertThat(CONFIG.toString()).doesNotContain(SECRET);
    }

    private static JWTCreator.Builder token() {
        return JWT.create()
                .withIssuer("key")
                .withExpiresAt(NOW.plusSeconds(300))
                .withClaim("sha256", hash(BODY));
    }

    private static String sign(JWTCreator.Builder token) {
        return token.sign(Algorithm.HMAC256(SECRET));
    }

    private static String hash(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
