package dev.voiceops.e2e;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** ops-debug-web in a browser; what is done and expected there stands in {@code web/e2e/debug.spec.ts}. */
final class DebugPagesTest {
    @Test
    void an_operator_watches_calls_speaks_into_them_and_disturbs_them(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        Browser browser = Browser.ofThisMachine();
        try (Platform platform = Platform.start(Shape.ALL, home)) {
            browser.passes(
                    "debug.spec.ts",
                    Map.of(
                            "OPS_DEBUG_URL",
                            platform.url("DEBUG", "/").toString(),
                            "OPS_DEBUG_TOKEN",
                            Platform.DEBUG_TOKEN));
        }
    }
}
