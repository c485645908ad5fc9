package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private static final Path BINARIES =
            Path.of(System.getProperty("java.io.tmpdir"), "voiceops-test-postgres-" + System.getProperty("user.name"));

    /** One cluster for all tests here: making one takes seconds. */
    @TempDir
    static Path directory;

    @TempDir
    Path empty;

    @Test
    void it_is_private_durable_and_on_loopback_and_the_next_start_finds_its_rows() throws Exception {
        Tenant tenant = Tenant.named("kept", "Kept");
        try (Database database = Database.open(settings(0))) {
            database.db().platform(TEST, TESTER, tx -> {
                Tenants.insert(tx, tenant);
                return 0;
            });
            mustBeDurable(database.db());
        }
        mustBePrivate();
        try (Database database = Database.open(settings(0))) {
            List<Tenant> tenants = database.db().platform(TEST, TESTER, Tenants::list);
            assertThat(tenants).contains(tenant);
        }
    }

    private static void mustBeDurable(Db db) {
        String durability =
                db.platform(TEST, TESTER, tx -> tx.sql("""
                    select current_setting('fsync') || current_setting('full_page_writes')
                           || current_setting('synchronous_commit') || ' ' || current_setting('listen_addresses')""").query(String.class).single());
        assertThat(durability).isEqualTo("ononon 127.0.0.1");
    }

    private static void mustBePrivate() throws IOException {
        assertThat(Files.getPosixFilePermissions(directory.resolve("credentials")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(directory.resolve("initial-password")).doesNotExist();
        assertThat(Files.readString(directory.resolve("data/pg_hba.conf")).lines())
                .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("scram-sha-256"));
    }

    @Test
    void pool_and_listeners_come_back_when_the_server_does() throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        EmbeddedDatabase first = EmbeddedDatabase.start(embedded(0));
        String schema = first.migratedTemplate();
        try (Database database = Database.openIn(first, schema, TestDatabase.KEYS, 2);
                AutoCloseable listening = database.db().listen("outbox", new Heard(heard))) {
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("connected");
            first.close();
            assertThatThrownBy(() -> database.db().platform(TEST, TESTER, Tenants::list))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNAVAILABLE));
            try (EmbeddedDatabase second = EmbeddedDatabase.start(embedded(first.port()))) {
                assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("connected");
                List<Tenant> tenants = database.db().platform(TEST, TESTER, Tenants::list);
                assertThat(tenants).isEmpty();
                assertThat(second.port()).isEqualTo(first.port());
                joins(second);
            }
            assertThat(listening).isNotNull();
        }
    }

    /** As a command does while the platform is up, from the files in the directory alone. */
    private static void joins(EmbeddedDatabase up) {
        RunningServer server = RunningServer.in(directory).orElseThrow();
        assertThat(server.port()).isEqualTo(up.port());
        try (Database joined = Database.join(new DatabaseSettings(null, embedded(0), TestDatabase.KEYS, 2))) {
            assertThat(joined.port()).isZero();
        }
        assertThat(RunningServer.in(directory.resolve("elsewhere"))).isEmpty();
    }

    private record Heard(LinkedBlockingQueue<String> heard) implements Listener {
        @Override
        public void connected() {
            heard.add("connected");
        }

        @Override
        public void notified(String payload) {
            heard.add(payload);
        }
    }

    @Test
    void a_wrong_password_opens_nothing() {
        TestDatabase database = TestDatabase.create();
        try (database) {
            PostgresUrl right = database.server().login(database.name());
            PostgresUrl wrong = new PostgresUrl(right.jdbcUrl(), right.user(), Secret.of("guess"));
            assertThatThrownBy(
                            () -> Database.source(wrong, Duration.ofSeconds(5)).getConnection())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void it_cannot_be_reached_from_another_address_of_this_machine() throws Exception {
        int port;
        try (TestDatabase database = TestDatabase.create()) {
            port = database.server().port();
            try (Stream<InetAddress> addresses =
                    NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)) {
                assertThat(addresses.filter(address -> !address.isLoopbackAddress()))
                        .noneMatch(address -> accepts(address, port));
            }
        }
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_taken_port_is_named_with_a_way_out() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(embedded(taken.getLocalPort())))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.EMBEDDED))
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("DATABASE_URL");
        }
    }

    @Test
    void a_directory_in_use_is_refused() {
        EmbeddedDirectory held = EmbeddedDirectory.take(directory);
        assertThatThrownBy(() -> EmbeddedDatabase.start(embedded(0))).hasMessageContaining("Another voiceops uses");
        held.release();
    }

    @Test
    void a_cluster_whose_first_start_broke_off_is_set_aside() throws IOException {
        Files.createDirectories(empty.resolve("data"));
        Files.writeString(empty.resolve("data/postgresql.conf"), "half");
        EmbeddedDirectory taken = EmbeddedDirectory.take(empty);
        taken.setAsideHalfMadeCluster();
        taken.release();
        assertThat(empty.resolve("data")).doesNotExist();
        try (Stream<Path> files = Files.list(empty)) {
            assertThat(files.map(file -> file.getFileName().toString())).anyMatch(name -> name.startsWith("data.unf"));
        }
    }

    @Test
    void a_server_left_over_from_a_killed_process_is_replaced_and_its_rows_are_kept() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int port = portFrom(output);
            child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            assertThat(accepts(InetAddress.ofLiteral("127.0.0.1"), port)).isTrue();
            try (Database database = Database.open(settings(port))) {
                List<Tenant> tenants = database.db().platform(TEST, TESTER, Tenants::list);
                assertThat(tenants).extracting(Tenant::slug).contains("left-over");
            }
        } finally {
            child.destroyForcibly();
        }
    }

    private static int portFrom(BufferedReader output) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("the child did not come up: " + seen);
    }

    /** The process that is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedDatabase.Settings where = new EmbeddedDatabase.Settings(Path.of(arguments[0]), BINARIES, 0, true);
            Database database = Database.open(new DatabaseSettings(null, where, TestDatabase.KEYS, 2));
            database.db().platform(TEST, TESTER, tx -> {
                Tenants.insert(tx, Tenant.named("left-over", "Left over"));
                return 0;
            });
            System.out.println("port " + database.port());
            Thread.currentThread().join();
        }
    }

    private static DatabaseSettings settings(int port) {
        return new DatabaseSettings(null, embedded(port), TestDatabase.KEYS, 4);
    }

    private static EmbeddedDatabase.Settings embedded(int port) {
        return new EmbeddedDatabase.Settings(directory, BINARIES, port, true);
    }
}
