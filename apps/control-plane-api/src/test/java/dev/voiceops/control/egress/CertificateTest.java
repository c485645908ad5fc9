package dev.voiceops.control.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That going to a checked address does not loosen TLS: the name is what is asked for, and what the certificate must say. */
class CertificateTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final List<String> ASKED_FOR = new CopyOnWriteArrayList<>();
    private static SSLContext context;
    private static SSLServerSocket server;

    @BeforeAll
    static void serve(@TempDir Path folder) throws Exception {
        context = context(keys(folder.resolve("keys.p12")));
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(CertificateTest::accept);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void the_name_is_asked_for_and_verified() {
        EgressAnswer answer = send("n8n.example", context);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        EgressAnswer.Answered.class,
                        answered -> assertThat(answered.body()).isEqualTo("n8n.example"));
        assertThat(ASKED_FOR).contains("n8n.example");
    }

    @Test
    void a_certificate_of_another_name_or_of_nobody_known_is_refused_before_anything_is_sent() {
        assertThat(send("other.example", context)).satisfies(CertificateTest::isTlsFailure);
        assertThat(send("n8n.example", null)).satisfies(CertificateTest::isTlsFailure);
    }

    private static void isTlsFailure(EgressAnswer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        EgressAnswer.NotSent.class,
                        notSent -> assertThat(notSent.code()).isEqualTo("tls_failed"));
    }

    private static EgressAnswer send(String name, @org.jspecify.annotations.Nullable SSLContext trust) {
        var config = new EgressConfig(List.of(AllowedHost.parse(name)), Set.of());
        Names loopback = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        try (EgressClient client = new EgressClient(config, loopback, trust)) {
            String base = "https://" + name + ":" + server.getLocalPort();
            return client.send(
                    new EgressRequest("POST", base, "/x", "", Map.of(), "{}", Duration.ofSeconds(30), false));
        }
    }

    /** Answers with the Host header it got. */
    private static void accept() {
        while (!server.isClosed()) {
            try (SSLSocket guest = (SSLSocket) server.accept()) {
                guest.startHandshake();
                ((ExtendedSSLSession) guest.getSession())
                        .getRequestedServerNames()
                        .forEach(name -> ASKED_FOR.add(((SNIHostName) name).getAsciiName()));
                var head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0)
                    head.append((char) guest.getInputStream().read());
                String host = head.toString()
                        .lines()
                        .filter(line -> line.startsWith("Host: "))
                        .findFirst()
                        .orElse("Host: ?");
                String body = host.substring(6).replaceAll(":\\d+$", "");
                guest.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                        + body)
                                .getBytes(UTF_8));
            } catch (IOException refused) {
                // the next one
            }
        }
    }

    private static KeyStore keys(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "n8n",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=n8n.example",
                        "-ext",
                        "san=dns:n8n.example",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        try {
            authorities.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        authorities.setCertificateEntry("n8n", keys.getCertificate("n8n"));
        trusted.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
