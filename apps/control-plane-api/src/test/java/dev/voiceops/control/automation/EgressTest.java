package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class EgressTest {
    private final Egress egress = new Egress();

    @Test
    void an_endpoint_lies_below_the_base_url_of_its_integration() {
        assertThat(egress.resolve("https://acme.app.n8n.cloud/webhook/", "/order-status"))
                .contains(URI.create("https://acme.app.n8n.cloud/webhook/order-status"));
        assertThat(egress.resolve("http://127.0.0.1:4200/mock-n8n", "/order-status"))
                .contains(URI.create("http://127.0.0.1:4200/mock-n8n/order-status"));
    }

    @Test
    void no_path_leaves_the_host_or_the_base_path() {
        for (String path : List.of(
                "/../admin",
                "/a/../../admin",
                "/%2e%2e/admin",
                "/%2E%2e/admin",
                "/ space",
                "/..;/admin",
                "\\@evil.com/")) {
            assertThat(egress.resolve("https://acme.app.n8n.cloud/webhook", path))
                    .as(path)
                    .isEmpty();
        }
        for (String path : List.of("@evil.com/", ".evil.com/", ":8443/", "/x")) {
            assertThat(egress.resolve("https://acme.app.n8n.cloud", path)
                            .map(URI::getHost)
                            .orElse("none"))
                    .as(path)
                    .isIn("acme.app.n8n.cloud", "none");
        }
        assertThat(egress.resolve("https://acme.app.n8n.cloud", ":8443/")).isEmpty();
    }

    @Test
    void a_base_url_that_is_not_http_or_carries_a_password_is_refused() {
        for (String base : List.of("file:///etc", "ftp://x", "https://u:p@acme.com", "acme.com", "", "https://")) {
            assertThat(egress.resolve(base, "/x")).as(base).isEmpty();
        }
    }
}
