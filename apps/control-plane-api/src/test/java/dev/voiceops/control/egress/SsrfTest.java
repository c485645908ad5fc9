package dev.voiceops.control.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Hostile URLs and resolvers against real sockets that listen on loopback: none of them is ever reached. Every name the resolver does
 * not know leads to loopback, so a spelling that slips through is counted.
 */
class SsrfTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
    private static final String PUBLIC = "93.184.216.34";
    private static Canary canary;

    @BeforeAll
    static void listen() throws IOException {
        canary = new Canary(HELLO, "127.0.0.1", "127.0.0.2", "127.1.2.3");
    }

    @AfterAll
    static void stop() throws IOException {
        canary.close();
    }

    @AfterEach
    void forget() {
        canary.connects.set(0);
        canary.reached.clear();
    }

    @Test
    void the_canary_counts_who_comes() {
        try (EgressClient open = client(List.of(AllowedHost.parse("127.0.0.1")), SsrfTest::literalOrLoopback)) {
            assertThat(send(open, "http://127.0.0.1:" + canary.port(), "/")).isInstanceOf(EgressAnswer.Answered.class);
        }
        assertThat(canary.connects).hasValue(1);
    }

    @Test
    void no_hostile_url_reaches_a_socket() {
        List<String> urls = new ArrayList<>(Vectors.twisted(canary.port()));
        for (String host : Vectors.spellings()) {
            urls.add("http://" + host + ":" + canary.port() + "/");
            urls.add("https://" + host + "/");
        }
        assertThat(urls).hasSizeGreaterThan(1_500);
        try (EgressClient strict = client(List.of(), SsrfTest::literalOrLoopback)) {
            for (String url : urls) {
                assertThat(send(strict, url, "/x")).as(url).satisfies(SsrfTest::isRefused);
                assertThat(strict.refusal(url)).as(url).isPresent();
            }
        }
        assertThat(canary.connects).hasValue(0);
    }

    @Test
    void a_name_that_leads_to_a_private_address_is_refused_also_among_public_ones() {
        List<String> all = new ArrayList<>(Vectors.PRIVATE_4);
        all.addAll(Vectors.PRIVATE_6);
        for (String address : all) {
            for (List<String> answer : List.of(List.of(address), List.of(PUBLIC, address), List.of(address, PUBLIC))) {
                try (EgressClient strict = client(List.of(), host -> literals(answer))) {
                    assertThat(send(strict, "http://n8n.example:" + canary.port(), "/x"))
                            .as("%s", answer)
                            .satisfies(SsrfTest::isRefused);
                }
            }
        }
        assertThat(canary.connects).hasValue(0);
    }

    @Test
    void a_name_that_changes_its_mind_gains_nothing() {
        AtomicInteger asked = new AtomicInteger();
        Names fickle = host -> literals(List.of(asked.getAndIncrement() % 2 == 0 ? PUBLIC : "127.0.0.1"));
        try (EgressClient strict = client(List.of(), fickle)) {
            assertThat(strict.refusal("http://rebind.example:" + canary.port())).isEmpty();
            assertThat(send(strict, "http://rebind.example:" + canary.port(), "/"))
                    .satisfies(SsrfTest::isRefused);
        }
        assertThat(canary.connects).hasValue(0);
    }

    @Test
    void the_address_that_was_checked_is_the_one_that_is_connected_to() {
        AtomicInteger asked = new AtomicInteger();
        Names fickle = host -> literals(List.of(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1"));
        try (EgressClient open = client(List.of(AllowedHost.parse("n8n.example")), fickle)) {
            assertThat(send(open, "http://n8n.example:" + canary.port(), "/"))
                    .isInstanceOf(EgressAnswer.Answered.class);
        }
        assertThat(asked).hasValue(1);
        assertThat(canary.reached).containsExactly("127.0.0.2");
    }

    @Test
    void an_allowed_host_opens_itself_and_no_other_and_never_the_clouds_credentials() {
        AllowedHost one = AllowedHost.parse("n8n.example:" + canary.port());
        try (EgressClient open = client(List.of(one), SsrfTest::literalOrLoopback)) {
            assertThat(send(open, "http://other.example:" + canary.port(), "/")).satisfies(SsrfTest::isRefused);
            assertThat(send(open, "http://127.0.0.1:" + canary.port(), "/")).satisfies(SsrfTest::isRefused);
            assertThat(send(open, "http://n8n.example", "/")).satisfies(SsrfTest::isRefused);
        }
        for (String metadata : List.of(
                "169.254.169.254", "169.254.170.2", "fd00:ec2::254", "100.100.100.200", "0.0.0.0", "224.0.0.1")) {
            try (EgressClient open =
                    client(List.of(AllowedHost.parse("n8n.example")), host -> literals(List.of(metadata)))) {
                assertThat(send(open, "http://n8n.example:" + canary.port(), "/"))
                        .as(metadata)
                        .satisfies(SsrfTest::isRefused);
            }
        }
        assertThat(canary.connects).hasValue(0);
    }

    @Test
    void a_redirect_leads_nowhere() throws IOException {
        for (int status : List.of(300, 301, 302, 303, 305, 307, 308)) {
            String answer = "HTTP/1.1 " + status + " Go\r\nLocation: http://127.0.0.1:" + canary.port()
                    + "/\r\nRefresh: 0;url=http://127.0.0.1:" + canary.port()
                    + "/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            try (Canary door = new Canary(answer, "127.0.0.1");
                    EgressClient open = client(
                            List.of(AllowedHost.parse("127.0.0.1:" + door.port())), SsrfTest::literalOrLoopback)) {
                assertThat(send(open, "http://127.0.0.1:" + door.port(), "/"))
                        .isInstanceOf(EgressAnswer.Answered.class);
                assertThat(door.connects).hasValue(1);
            }
        }
        assertThat(canary.connects).hasValue(0);
    }

    @Test
    void a_port_that_is_not_for_everybody_is_refused() {
        try (EgressClient strict = new EgressClient(EgressConfig.strict(), host -> literals(List.of(PUBLIC)), null)) {
            for (int port : List.of(1, 22, 25, 53, 111, 135, 445, 3306, 4000, 5432, 6379, 9200, 11211, 65535)) {
                assertThat(strict.refusal("http://n8n.example:" + port))
                        .as("%d", port)
                        .contains(Refusal.PORT);
            }
        }
    }

    @Test
    void no_path_leaves_its_base() {
        try (EgressClient open = client(List.of(AllowedHost.parse("127.0.0.1")), SsrfTest::literalOrLoopback)) {
            for (String path : List.of(
                    "/../admin",
                    "/a/../../admin",
                    "/%2e%2e/admin",
                    "/%2E%2e/admin",
                    "/a/..;/admin",
                    "/..%2fadmin",
                    "/%252e%252e/admin",
                    "/a//b",
                    "/ space",
                    "/a\r\nX: y",
                    "\\@evil",
                    "@evil.com/",
                    ".evil.com/",
                    ":8443/",
                    "x",
                    "/#x",
                    "/%zz",
                    "/%",
                    "/ü")) {
                assertThat(send(open, "http://127.0.0.1:" + canary.port() + "/webhook", path))
                        .as(path)
                        .satisfies(SsrfTest::isRefused);
            }
        }
        assertThat(canary.connects).hasValue(0);
    }

    @Test
    void no_lawful_url_is_refused() {
        List<String> lawful = Vectors.lawful();
        assertThat(lawful).hasSizeGreaterThan(100);
        Names names = host ->
                host.matches("[0-9.]+|.*:.*") ? literals(List.of(host)) : literals(List.of(PUBLIC, "2606:4700::1"));
        try (EgressClient strict = new EgressClient(EgressConfig.strict(), names, null)) {
            assertThat(lawful.stream().filter(url -> strict.refusal(url).isPresent()))
                    .isEmpty();
        }
    }

    private static EgressClient client(List<AllowedHost> allowed, Names names) {
        return new EgressClient(new EgressConfig(allowed, Set.of(80, 443, canary.port())), names, null);
    }

    private static EgressAnswer send(EgressClient client, String base, String path) {
        return client.send(new EgressRequest("POST", base, path, "", Map.of(), "{}", Duration.ofSeconds(20), false));
    }

    private static void isRefused(EgressAnswer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        EgressAnswer.NotSent.class,
                        notSent -> assertThat(notSent.code()).isEqualTo("egress_refused"));
    }

    /** Any name leads to loopback. */
    private static InetAddress[] literalOrLoopback(String host) {
        return host.matches("[0-9.]+|.*:.*") ? literals(List.of(host)) : literals(List.of("127.0.0.1"));
    }

    private static InetAddress[] literals(List<String> addresses) {
        return addresses.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
