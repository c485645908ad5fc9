package dev.voiceops.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.voiceops.worker.watchdog.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms of the house. Maven holds most of them; these hold the rest. */
final class ArchitectureTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.voiceops");

    @Test
    void the_heart_knows_nothing_but_the_jdk() {
        noClasses()
                .that()
                .resideInAPackage("dev.voiceops.call..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.voiceops.call..")
                        .negate()
                        .as("anything outside the JDK"))
                .check(CLASSES);
    }

    @Test
    void the_heart_never_asks_the_machine_for_the_time() {
        noClasses()
                .that()
                .resideInAPackage("dev.voiceops.call..")
                .and()
                .doNotHaveSimpleName("CallLoop")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void only_the_store_speaks_sql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.voiceops.store..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..", "org.postgresql..", "com.zaxxer..", "org.springframework.jdbc.."))
                .check(CLASSES);
    }

    @Test
    void what_was_said_is_shown_only_as_the_tenant_wants_it() {
        noClasses()
                .that(resideOutsideOfPackage("dev.voiceops.store..")
                        .and(not(belongToAnyOf(Watchdog.class)))
                        .and(not(simpleName("Confirmations")))
                        .and(not(simpleName("ToolGateway"))))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.voiceops.store.AsSaid")
                .because("they check or carry on with the very words, and show them to nobody")
                .check(CLASSES);
    }

    @Test
    void the_apps_never_import_each_other() {
        for (String app : List.of("control", "worker", "runner", "connector", "debug")) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.voiceops." + app + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                            Stream.of("control", "worker", "runner", "connector", "debug", "app", "simulators")
                                    .filter(other -> !other.equals(app))
                                    .map(other -> "dev.voiceops." + other + "..")
                                    .toArray(String[]::new)))
                    .check(CLASSES);
        }
    }

    @Test
    void the_media_path_and_the_vendors_know_no_spring() {
        noClasses()
                .that(resideInAnyPackage(
                        "dev.voiceops.call..",
                        "dev.voiceops.audio..",
                        "dev.voiceops.vendors..",
                        "dev.voiceops.connector..",
                        "dev.voiceops.simulators.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.."))
                .check(CLASSES);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("dev.voiceops.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void no_test_sleeps() {
        assertThat(sources(path -> path.toString().contains("/src/test/"))
                        .filter(path -> !path.endsWith("ArchitectureTest.java"))
                        .filter(path -> read(path)
                                .matches(
                                        "(?s).*(Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|LockSupport\\.parkNanos)\\(.*")))
                .isEmpty();
    }

    @Test
    void no_source_file_is_longer_than_four_screens() {
        assertThat(sources(path -> path.toString().contains("/src/main/"))
                        .filter(path -> read(path).lines().count() > 400))
                .isEmpty();
    }

    private static Stream<Path> sources(Predicate<Path> wanted) {
        try (Stream<Path> tree = Files.walk(ROOT)) {
            return tree
                    .filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/")
                            && !path.toString().contains("/node_modules/"))
                    .filter(wanted)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
