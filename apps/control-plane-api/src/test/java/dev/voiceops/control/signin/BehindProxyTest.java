package dev.voiceops.control.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.http.TrustedProxies;
import dev.voiceops.store.UserId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tries are counted where they come from, and who lies about it is not believed. */
class BehindProxyTest {
    @Test
    void behind_our_proxy_each_client_has_tries_of_its_own() {
        TrustedProxies here = new TrustedProxies(List.of(TrustedProxies.Network.parse("127.0.0.1")));
        try (ControlPlaneUnderTest role = new ControlPlaneUnderTest(UnaryOperator.identity(), here)) {
            UserId user = role.members().addWithPassword(null);
            assertThat(triesUntilThrottled(role, user, "198.51.100.1")).isEqualTo(Throttle.BURST);
            assertThat(signIn(role, user, "9.9.9.9, 198.51.100.1"))
                    .as("the same client, with a lie before")
                    .isEqualTo(429);
            assertThat(signIn(role, user, "198.51.100.2")).as("another client").isEqualTo(401);
        }
    }

    @Test
    void without_one_a_forged_address_gives_no_more_tries() {
        try (ControlPlaneUnderTest role = new ControlPlaneUnderTest(UnaryOperator.identity())) {
            UserId user = role.members().addWithPassword(null);
            assertThat(triesUntilThrottled(role, user, "198.51.100.1")).isEqualTo(Throttle.BURST);
            assertThat(signIn(role, user, "198.51.100.2")).isEqualTo(429);
        }
    }

    private static int triesUntilThrottled(ControlPlaneUnderTest role, UserId user, String forwardedFor) {
        int tries = 0;
        while (signIn(role, user, forwardedFor) == 401) tries++;
        return tries;
    }

    private static int signIn(ControlPlaneUnderTest role, UserId user, String forwardedFor) {
        return role.send(HttpRequest.newBuilder(role.at("/auth/login"))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", forwardedFor)
                        .POST(BodyPublishers.ofString(
                                Json.write(Map.of("email", Members.email(user), "password", "not the password")))))
                .statusCode();
    }
}
