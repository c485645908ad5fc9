package dev.voiceops.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void further_members_stand_beside_the_usual_ones_and_come_back() {
        Problem problem = Problem.of(ProblemType.INVALID_DRAFT, "Mend it")
                .with("errors", List.of(Map.of("pointer", "/prompt")))
                .in("/internal/agents", "r-1");
        String written = Json.write(problem);
        assertThat(Json.tree(written).path("errors").get(0).path("pointer").stringValue())
                .isEqualTo("/prompt");
        assertThat(written).doesNotContain("extensions");
        assertThat(Json.read(written, Problem.class)).isEqualTo(problem);
    }

    @Test
    void unknown_members_are_kept_and_none_are_no_trouble() {
        Problem plain = Json.read("{\"type\":\"about:blank\",\"title\":\"t\",\"status\":400,\"odd\":1}", Problem.class);
        assertThat(plain.extensions()).containsOnlyKeys("odd");
        assertThat(Json.write(Problem.plain(404)))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"HTTP 404\",\"status\":404}");
    }
}
