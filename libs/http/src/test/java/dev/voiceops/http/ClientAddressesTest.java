package dev.voiceops.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {
    private static final ClientAddresses BEHIND = addresses("10.0.0.0/8", "fd00::/8", "192.0.2.7");

    @Test
    void without_proxies_of_our_own_nobody_is_believed() {
        assertThat(addresses().of("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
        assertThat(BEHIND.of("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
        assertThat(BEHIND.of("203.0.113.9", List.of("10.0.0.1, 10.0.0.2"))).isEqualTo("203.0.113.9");
    }

    @Test
    void our_proxy_says_where_the_client_is() {
        assertThat(BEHIND.of("10.1.2.3", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
        assertThat(BEHIND.of("192.0.2.7", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
        assertThat(BEHIND.of("fd12::1", List.of("2001:db8::5"))).isEqualTo("2001:db8:0:0:0:0:0:5");
        assertThat(BEHIND.of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    }

    @Test
    void of_several_proxies_each_is_passed_and_the_clients_own_talk_is_not_heard() {
        assertThat(BEHIND.of("10.1.2.3", List.of("198.51.100.1, 10.9.9.9"))).isEqualTo("198.51.100.1");
        assertThat(BEHIND.of("10.1.2.3", List.of("198.51.100.1", "10.9.9.9"))).isEqualTo("198.51.100.1");
        assertThat(BEHIND.of("10.1.2.3", List.of("1.1.1.1, 10.0.0.1, 198.51.100.1, 10.9.9.9")))
                .as("forged entries stand before the true one")
                .isEqualTo("198.51.100.1");
        assertThat(BEHIND.of("10.1.2.3", List.of("10.0.0.5")))
                .as("a client inside")
                .isEqualTo("10.0.0.5");
    }

    @Test
    void what_cannot_be_read_ends_the_search_at_the_last_address_that_could() {
        for (String odd : List.of("unknown", "", "localhost", "198.51.100.300", "1.2.3.4.5", "_hidden", "010.0.0.1x")) {
            assertThat(BEHIND.of("10.1.2.3", List.of("198.51.100.1, " + odd)))
                    .as(odd)
                    .isEqualTo("10.1.2.3");
        }
        for (String written : List.of("198.51.100.1:443", " 198.51.100.1 ", "::ffff:198.51.100.1")) {
            assertThat(BEHIND.of("10.1.2.3", List.of(written))).as(written).isEqualTo("198.51.100.1");
        }
        assertThat(BEHIND.of("10.1.2.3", List.of("[2001:db8::5]:443"))).isEqualTo("2001:db8:0:0:0:0:0:5");
        assertThat(BEHIND.of("fd12::1%eth0", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    }

    @Test
    void networks_are_read_strictly() {
        for (String wrong : List.of(
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "fd00::/129",
                "proxy.local",
                "10.0.0.0/8/8",
                "10.0.0.0/")) {
            assertThatThrownBy(() -> TrustedProxies.Network.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(addresses("0.0.0.0/0").of("10.1.2.3", List.of("198.51.100.1, 1.2.3.4")))
                .isEqualTo("198.51.100.1");
        assertThat(addresses("10.128.0.0/9").of("10.127.0.1", List.of("1.2.3.4")))
                .isEqualTo("10.127.0.1");
        assertThat(addresses("10.128.0.0/9").of("10.128.0.1", List.of("1.2.3.4")))
                .isEqualTo("1.2.3.4");
    }

    private static ClientAddresses addresses(String... networks) {
        return new ClientAddresses(new TrustedProxies(
                Stream.of(networks).map(TrustedProxies.Network::parse).toList()));
    }
}
