package dev.voiceops.control.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.control.ControlPlaneUnderTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void the_entrance_leads_to_the_page() {
        HttpResponse<String> entrance = role.send("", "GET", "/portal", null);
        assertThat(entrance.statusCode()).isEqualTo(303);
        assertThat(entrance.headers().firstValue("Location")).hasValue("/portal/");
    }

    @Test
    void the_page_runs_only_what_this_host_serves_and_all_its_files_are_there() {
        HttpResponse<String> page = role.send("", "GET", "/portal/", null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("default-src 'self'", "frame-ancestors 'none'");
        Matcher files = Pattern.compile("\\.\\./assets/([^\"]+)").matcher(page.body());
        List<String> named = files.results().map(file -> file.group(1)).toList();
        for (String file : named) {
            HttpResponse<String> asset = role.send("", "GET", "/assets/" + file, null);
            assertThat(asset.statusCode()).as(file).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        }
        assertThat(named.isEmpty())
                .as("a page without files says that the build has none")
                .isEqualTo(page.body().contains("This build has no pages"));
        assertThat(role.send("", "GET", "/assets/nothing.js", null).statusCode())
                .isEqualTo(404);
    }
}
