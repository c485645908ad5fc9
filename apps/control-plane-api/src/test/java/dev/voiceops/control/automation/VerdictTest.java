package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.control.egress.EgressAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final EgressAnswer.Timings NONE = new EgressAnswer.Timings(0, 0, 0);

    @Test
    void a_json_answer_is_done() {
        assertThat(read(200, "{\"status\":\"shipped\"}"))
                .isInstanceOfSatisfying(
                        Verdict.Done.class,
                        done -> assertThat(done.output().path("status").stringValue())
                                .isEqualTo("shipped"));
        assertThat(read(201, "[]")).isInstanceOf(Verdict.Done.class);
    }

    @Test
    void an_empty_200_is_a_failure_as_n8n_means_it() {
        assertThat(code(read(200, ""))).isEqualTo("empty_answer");
        assertThat(code(read(200, " \n"))).isEqualTo("empty_answer");
    }

    @Test
    void a_workflow_that_only_says_it_was_started_is_misconfigured() {
        assertThat(code(read(200, "{\"message\":\"Workflow was started\"}"))).isEqualTo("wrong_response_mode");
    }

    @Test
    void text_instead_of_json_is_a_failure() {
        assertThat(code(read(200, "<html>hi</html>"))).isEqualTo("not_json");
    }

    @Test
    void n8n_refusals_have_codes_of_their_own_and_never_its_raw_text() {
        assertThat(code(read(403, "Authorization data is wrong!"))).isEqualTo("auth_refused");
        assertThat(code(read(404, "{\"code\":404,\"message\":\"The requested webhook is not registered.\"}")))
                .isEqualTo("not_registered");
        Verdict failed = read(500, "{\"message\":\"Error in workflow secret-name\"}");
        assertThat(code(failed)).isEqualTo("workflow_failed");
        assertThat(failed.toString()).doesNotContain("secret-name");
        assertThat(code(read(302, ""))).isEqualTo("redirect_refused");
        assertThat(code(read(429, ""))).isEqualTo("rate_limited");
    }

    @Test
    void a_business_error_passes_its_code_and_a_bounded_message() {
        Verdict refused =
                read(422, "{\"error\":{\"code\":\"order_not_found\",\"message\":\"" + "x".repeat(500) + "\"}}");
        assertThat(refused).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("order_not_found");
            assertThat(failed.message()).hasSize(200);
            assertThat(failed.mayRetry()).isFalse();
        });
        assertThat(code(read(422, "{\"error\":{\"code\":\"<script>\"}}"))).isEqualTo("refused_422");
        assertThat(code(read(400, "not json"))).isEqualTo("refused_400");
    }

    @Test
    void a_lost_answer_is_a_failure_for_a_read_and_unknown_for_anything_that_changes_the_world() {
        var lost = new EgressAnswer.Lost("timeout", NONE);
        assertThat(Verdict.of(lost, ToolClass.READ)).isInstanceOf(Verdict.Failed.class);
        assertThat(Verdict.of(lost, ToolClass.WRITE)).isInstanceOf(Verdict.Unknown.class);
        assertThat(Verdict.of(lost, ToolClass.IRREVERSIBLE)).isInstanceOf(Verdict.Unknown.class);
        assertThat(Verdict.of(answered(504, ""), ToolClass.WRITE)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void between_yes_and_no_a_deed_is_unknown_because_a_workflow_may_break_off_after_it() {
        for (var answer : List.of(
                answered(200, ""),
                answered(200, "<html>"),
                answered(200, "{\"message\":\"Workflow was started\"}"),
                answered(500, "{\"message\":\"Error in workflow\"}"),
                answered(500, "{\"code\":0,\"message\":\"The execution was cancelled because it timed out\"}"),
                answered(503, ""),
                answered(524, ""))) {
            assertThat(Verdict.of(answer, ToolClass.WRITE)).as("%s", answer).isInstanceOf(Verdict.Unknown.class);
            assertThat(Verdict.of(answer, ToolClass.READ)).as("%s", answer).isInstanceOf(Verdict.Failed.class);
        }
        for (int clear : List.of(302, 400, 401, 403, 404, 409, 422, 429)) {
            assertThat(Verdict.of(answered(clear, ""), ToolClass.WRITE))
                    .as("%s", clear)
                    .isInstanceOf(Verdict.Failed.class);
        }
    }

    @Test
    void n8n_tells_its_own_misconfigurations_apart() {
        assertThat(code(read(500, "{\"code\":0,\"message\":\"No Respond to Webhook node found in the workflow\"}")))
                .isEqualTo("no_respond_node");
        assertThat(code(read(
                        404, "This webhook is not registered for GET requests. Did you mean to make a POST request?")))
                .isEqualTo("wrong_method");
        assertThat(code(read(524, "<html>cloudflare"))).isEqualTo("gateway_524");
    }

    @Test
    void a_request_that_was_never_sent_failed_whatever_its_class() {
        var notSent = new EgressAnswer.NotSent("unreachable", "no connection", NONE);
        for (ToolClass any : ToolClass.values()) {
            assertThat(Verdict.of(notSent, any))
                    .isInstanceOfSatisfying(
                            Verdict.Failed.class,
                            failed -> assertThat(failed.mayRetry()).isTrue());
        }
    }

    private static Verdict read(int status, String body) {
        return Verdict.of(answered(status, body), ToolClass.READ);
    }

    private static EgressAnswer answered(int status, String body) {
        return new EgressAnswer.Answered(status, Map.of(), body, NONE);
    }

    private static String code(Verdict verdict) {
        return ((Verdict.Failed) verdict).code();
    }
}
