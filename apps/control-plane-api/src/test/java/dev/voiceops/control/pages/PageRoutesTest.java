package dev.voiceops.control.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.http.WebPages;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalPageRoutesTest {
    private static ControlPlaneUnderTest role;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/portal"})
    void the_entrance_leads_to_the_page(String page) {
        HttpResponse<String> entrance = role.send("", "GET", page, null);
        assertThat(entrance.statusCode()).isEqualTo(303);
        assertThat(entrance.headers().firstValue("Location")).hasValue(page + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/", "/portal/"})
    void a_page_runs_only_what_this_host_serves_and_all_its_files_are_there(String path) {
        HttpResponse<String> page = role.send("", "GET", path, null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy")).containsExactly(WebPages.POLICY);
        List<String> named = Pattern.compile("\\.\\./assets/([^\"]+)")
                .matcher(page.body())
                .results()
                .map(file -> file.group(1))
                .toList();
        for (String file : named) {
            HttpResponse<String> asset = role.send("", "GET", "/assets/" + file, null);
            assertThat(asset.statusCode()).as(file).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        }
        assertThat(named.isEmpty())
                .as("a page without files says that the build has none")
                .isEqualTo(page.body().contains("This build has no pages"));
    }

    @Test
    void what_is_no_file_of_the_pages_is_not_found() {
        for (String file : List.of("nothing.js", "..%5Cconsole", ".hidden")) {
            assertThat(role.send("", "GET", "/assets/" + file, null).statusCode())
                    .as(file)
                    .isBetween(400, 404);
        }
    }
}
