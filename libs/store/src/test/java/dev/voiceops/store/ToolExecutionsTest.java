package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.ToolExecution.Status;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ToolExecutionsTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
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
        ToolExecutions.Started first = in(tx -> ToolExecutions.start(tx, execution(call, "call_1")));
        ToolExecutions.Started second = in(tx -> ToolExecutions.start(tx, execution(call, "call_1")));
        assertThat(first.fresh()).isTrue();
        assertThat(second.fresh()).isFalse();
        assertThat(second.execution()).isEqualTo(first.execution());
    }

    @Test
    void an_execution_keeps_its_attempts_and_its_first_end() {
        CallId call = specimen.call();
        ExecutionId id = in(tx -> ToolExecutions.start(tx, execution(call, "call_2")))
                .execution()
                .id();
        ToolExecution.Attempt attempt =
                new ToolExecution.Attempt(1, T, T.plusMillis(900), 504, "exec-9", "timeout", "{\"network_ms\": 900}");
        in(tx -> {
            ToolExecutions.attempt(tx, id, attempt);
            ToolExecutions.attempt(tx, id, attempt);
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
        Recording recording =
                new Recording(RecordingId.create(), call, "rec/" + call + ".wav", "0a".repeat(32), 1_000, 62_500, 2);
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

    private static ToolExecution.New execution(CallId call, String toolCallId) {
        return new ToolExecution.New(
                ExecutionId.create(),
                call,
                TOOL,
                toolCallId,
                call + ":" + toolCallId,
                ToolClass.WRITE,
                "{\"order\": 7}",
                "0".repeat(32));
    }

    private static <R> R in(Work<TenantTx, R> work) {
        return db.tenant(specimen.tenant(), TESTER, work);
    }
}
