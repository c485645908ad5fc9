package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.ToolExecution.Status;
import dev.voiceops.store.ToolExecutions.Quota;
import dev.voiceops.store.ToolExecutions.Start;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ToolExecutionsTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final Quota WIDE = new Quota(1_000, 1_000);
    private static final ToolId TOOL = ToolId.create();
    private static TestDatabase database;
    private static Db db;
    private static Specimen specimen;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
        specimen = Specimen.plant(db);
        IntegrationId n8n = IntegrationId.create();
        in(tx -> {
            Integrations.save(tx, new Integration(n8n, "n8n", "n8n", "http://n8n.example", null), null);
            Tool tool = new Tool(TOOL, "ticket", "", ToolClass.WRITE, "{}", null, 1000, 100, null, 0);
            Tools.insert(tx, tool, new Tool.Endpoint(n8n, "POST", "/", "{}"));
            return 0;
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_tool_call_is_started_once() {
        CallId call = specimen.call();
        ToolExecution first = begun(call, "call_1");
        assertThat(start(execution(call, "call_1", "{\"order\":7}"), WIDE)).isEqualTo(new Start.Known(first, true));
        assertThat(start(execution(call, "call_1", "{\"order\": 8}"), WIDE)).isEqualTo(new Start.Known(first, false));
    }

    @Test
    void a_tool_runs_no_oftener_than_its_quota_also_when_many_ask_at_once() throws Exception {
        CallId call = specimen.call();
        int begun = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Start>> starts = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String id = "many_" + i;
                starts.add(threads.submit(() -> start(execution(call, id, "{}"), new Quota(5, 1_000))));
            }
            for (var start : starts) {
                if (start.get() instanceof Start.Begun) begun++;
                else assertThat(start.get()).isEqualTo(new Start.Exhausted(true));
            }
        }
        assertThat(begun).isEqualTo(5);
        assertThat(start(execution(specimen.call(), "other", "{}"), new Quota(5, 1)))
                .isEqualTo(new Start.Exhausted(false));
    }

    @Test
    void one_yes_is_good_for_one_execution() {
        CallId call = specimen.call();
        assertThat(start(confirmed(call, "yes_1", 4), WIDE)).isInstanceOf(Start.Begun.class);
        assertThat(start(confirmed(call, "yes_2", 4), WIDE)).isEqualTo(new Start.Spent());
        assertThat(start(confirmed(call, "yes_3", 6), WIDE)).isInstanceOf(Start.Begun.class);
    }

    @Test
    void what_its_process_left_behind_is_ended_as_what_it_may_have_done_and_cannot_be_sent_any_more() {
        CallId call = specimen.call();
        ExecutionId unsent = start(overdue(call, "left_1", ToolClass.WRITE));
        ExecutionId sent = start(overdue(call, "left_2", ToolClass.WRITE));
        ExecutionId read = start(overdue(call, "left_3", ToolClass.READ));
        ExecutionId inTime = begun(call, "left_4").id();
        assertThat(sending(sent)).isTrue();
        assertThat(sending(read)).isTrue();
        int ended = db.platform(Specimen.TEST, TESTER, tx -> ToolExecutions.endLeftBehind(tx, 100));
        assertThat(ended).isEqualTo(3);
        assertThat(find(unsent)).satisfies(is(Status.FAILED, "never_sent"));
        assertThat(find(sent)).satisfies(is(Status.UNKNOWN, "left_behind"));
        assertThat(find(read)).satisfies(is(Status.FAILED, "left_behind"));
        assertThat(find(inTime).status()).isEqualTo(Status.RUNNING);
        assertThat(sending(unsent)).isFalse();
        assertThat(sending(inTime)).isTrue();
    }

    @Test
    void a_person_says_once_what_an_unknown_outcome_came_to() {
        CallId call = specimen.call();
        ExecutionId id = begun(call, "resolve").id();
        assertThat(resolve(id)).isFalse();
        finish(id, Status.UNKNOWN);
        var open = new ToolExecutions.Filter(call, TOOL, Status.UNKNOWN, true, null);
        List<ToolExecution> before = in(tx -> ToolExecutions.list(tx, open, 10));
        assertThat(before).extracting(ToolExecution::id).containsExactly(id);
        assertThat(resolve(id)).isTrue();
        assertThat(resolve(id)).isFalse();
        List<ToolExecution> after = in(tx -> ToolExecutions.list(tx, open, 10));
        assertThat(after).isEmpty();
        ToolExecution resolved = find(id);
        assertThat(resolved.status()).isEqualTo(Status.UNKNOWN);
        assertThat(resolved.resolution()).isNotNull().satisfies(resolution -> {
            assertThat(resolution.done()).isTrue();
            assertThat(resolution.by()).isEqualTo(TESTER.toString());
        });
    }

    @Test
    void an_execution_keeps_its_attempts_and_its_first_end() {
        CallId call = specimen.call();
        ExecutionId id = begun(call, "call_2").id();
        ToolExecution.Attempt attempt =
                new ToolExecution.Attempt(1, T, T.plusMillis(900), 504, "exec-9", "timeout", "{\"network_ms\": 900}");
        in(tx -> {
            ToolExecutions.sending(tx, id, 1, T);
            ToolExecutions.attempted(tx, id, attempt);
            ToolExecutions.attempted(tx, id, new ToolExecution.Attempt(1, T, T, 200, null, null, "{}"));
            return 0;
        });
        boolean ended = finish(id, Status.UNKNOWN);
        boolean again = finish(id, Status.SUCCEEDED);
        assertThat(ended).isTrue();
        assertThat(again).isFalse();
        List<ToolExecution.Attempt> attempts = in(tx -> ToolExecutions.attempts(tx, id));
        assertThat(attempts).containsExactly(attempt);
        List<ToolExecution> ofCall = in(tx -> ToolExecutions.ofCall(tx, call));
        assertThat(ofCall).singleElement().satisfies(execution -> {
            assertThat(execution.status()).isEqualTo(Status.UNKNOWN);
            assertThat(execution.input()).isEqualTo("{\"order\": 7}");
            assertThat(execution.finishedAt()).isNotNull();
        });
    }

    @Test
    void a_recording_is_noted_once() {
        CallId call = specimen.call();
        Recording recording = new Recording(
                RecordingId.create(), call, "rec/" + call + ".wav", "0a".repeat(32), 1_000, 62_500, 2, "c2VhbGVk");
        in(tx -> {
            Recordings.insert(tx, recording);
            Recordings.insert(tx, recording);
            return 0;
        });
        List<Recording> recordings = in(tx -> Recordings.ofCall(tx, call));
        assertThat(recordings).containsExactly(recording);
    }

    private static boolean finish(ExecutionId id, Status status) {
        return in(tx -> ToolExecutions.finish(tx, id, new ToolExecution.Finish(status, null, "timeout", null, "{}")));
    }

    private static ToolExecution begun(CallId call, String toolCallId) {
        return ((Start.Begun) start(execution(call, toolCallId, "{\"order\": 7}"), WIDE)).execution();
    }

    private static ExecutionId start(ToolExecution.New execution) {
        return ((Start.Begun) start(execution, WIDE)).execution().id();
    }

    private static Start start(ToolExecution.New execution, Quota quota) {
        return in(tx -> ToolExecutions.start(tx, execution, quota));
    }

    private static boolean sending(ExecutionId id) {
        return in(tx -> ToolExecutions.sending(tx, id, 1, T));
    }

    private static boolean resolve(ExecutionId id) {
        return in(tx -> ToolExecutions.resolve(tx, id, true, "the ticket is there"));
    }

    private static ToolExecution find(ExecutionId id) {
        return in(tx -> ToolExecutions.find(tx, id)).orElseThrow();
    }

    private static Consumer<ToolExecution> is(Status status, String code) {
        return execution -> {
            assertThat(execution.status()).isEqualTo(status);
            assertThat(execution.errorCode()).isEqualTo(code);
        };
    }

    private static ToolExecution.New execution(CallId call, String toolCallId, String input) {
        return execution(call, toolCallId, input, ToolClass.WRITE, null, Duration.ofSeconds(10));
    }

    private static ToolExecution.New confirmed(CallId call, String toolCallId, long seq) {
        var yes = new ToolExecution.Confirmation("{\"answer\":\"yes\"}", seq);
        return execution(call, toolCallId, "{}", ToolClass.IRREVERSIBLE, yes, Duration.ofSeconds(10));
    }

    private static ToolExecution.New overdue(CallId call, String toolCallId, ToolClass toolClass) {
        return execution(call, toolCallId, "{}", toolClass, null, Duration.ofHours(-1));
    }

    private static ToolExecution.New execution(
            CallId call,
            String toolCallId,
            String input,
            ToolClass toolClass,
            ToolExecution.@Nullable Confirmation confirmation,
            Duration left) {
        return new ToolExecution.New(
                ExecutionId.create(),
                call,
                TOOL,
                toolCallId,
                call + ":" + toolCallId,
                toolClass,
                input,
                "0".repeat(32),
                confirmation,
                left);
    }

    private static <R> R in(Work<TenantTx, R> work) {
        return db.tenant(specimen.tenant(), TESTER, work);
    }
}
