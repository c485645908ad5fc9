package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every method of every repository that works for one tenant, found by reflection, is called as tenant B with the ids of tenant A's
 * rows: nothing of A's comes back, not even in an error, and nothing of A's changes. B has no rows of its own.
 */
class RepositoriesTest {
    private static final TenantId A = TenantId.create();
    private static final TenantId B = TenantId.create();
    private static TestDatabase database;
    private static SuperUser owner;
    private static Furnished furnished;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        owner = SuperUser.of(database);
        furnished = new Furnished(owner);
        furnished.row(A, "ofA");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void no_repository_method_brings_or_changes_anything_of_another_tenant() throws Exception {
        List<Method> methods = methods();
        assertThat(methods).hasSizeGreaterThan(30);
        Arguments foreign = new Arguments(owner, A);
        List<String> before = rowsOfA();
        List<String> tried = new ArrayList<>();
        for (Method method : methods) {
            Object answer = call(method, foreign);
            assertThat(Seen.in(answer)).as(method.toString()).doesNotContain("ofA");
            assertThat(rowsOfA()).as("rows of A after %s", method).isEqualTo(before);
            tried.add(method.getDeclaringClass().getSimpleName() + "." + method.getName());
        }
        System.out.println("repository methods tried as another tenant: " + tried.size());
    }

    @Test
    void the_marker_would_be_seen_if_a_method_let_it_through() {
        Object answer = database.db()
                .tenant(
                        A,
                        TESTER,
                        tx -> AuditTrail.list(tx, new AuditTrail.Filter(null, null, null, null, null, null), null, 10));
        assertThat(Seen.in(answer)).contains("ofA");
    }

    private static Object call(Method method, Arguments foreign) {
        boolean portal = method.getParameterTypes()[0] == PortalTx.class;
        try {
            return portal
                    ? database.db().portal(B, TESTER, tx -> invoke(method, tx, foreign))
                    : database.db().tenant(B, TESTER, tx -> invoke(method, tx, foreign));
        } catch (RuntimeException e) {
            // made-up values are refused in many ways; a foreign row that cannot be read would be quoted here
            return "refused: "
                    + Objects.toString(e.getMessage()).toLowerCase(Locale.ROOT).replace("ofa", "ofA");
        }
    }

    private static Object invoke(Method method, Tx tx, Arguments foreign) {
        Object[] arguments = new Object[method.getParameterCount()];
        arguments[0] = tx;
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = foreign.of(method.getGenericParameterTypes()[i]);
        }
        try {
            Object answer = method.invoke(null, arguments);
            return answer == null ? "nothing" : answer;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) throw refused;
            throw new AssertionError(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(method + " cannot be called", e);
        }
    }

    private static List<Method> methods() throws IOException, URISyntaxException {
        Path home = Path.of(TenantTx.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(home.resolve("dev/voiceops/store"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> named("dev.voiceops.store." + name.substring(0, name.length() - 6)))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> Modifier.isStatic(method.getModifiers())
                            && Modifier.isPublic(method.getModifiers())
                            && method.getParameterCount() > 0
                            && Set.of(TenantTx.class, PortalTx.class).contains(method.getParameterTypes()[0]))
                    .toList();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> rowsOfA() {
        return owner.list(furnished.tables().stream()
                .map(table ->
                        "select '%1$s ' || coalesce(string_agg(t::text, '|'), '') from voiceops.%1$s t where %2$s = '%3$s'"
                                .formatted(table, Furnished.tenantColumn(table), A))
                .collect(Collectors.joining(" union all ")));
    }
}
