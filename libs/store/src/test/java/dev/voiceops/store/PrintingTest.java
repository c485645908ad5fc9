package dev.voiceops.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.ToolClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that carry what callers said, their numbers or secrets must not print them: someone will log a record. */
class PrintingTest {
    private static final String WORD = "hush-hush";
    private static final Instant T = Instant.EPOCH;
    private static final String TRACE = "0".repeat(32);
    private static final VersionId VERSION = new VersionId("0".repeat(64));

    @Test
    void records_with_content_print_none_of_it() {
        CallId call = CallId.create();
        JournalEntry.Happening happening = new JournalEntry.Happening(T, 1L, "type", WORD);
        Utterance utterance =
                new Utterance(1, Utterance.Speaker.CALLER, WORD, WORD, Utterance.HeardBy.RECOGNISED, false, 0, 1);
        List<Object> records = List.of(
                happening,
                new JournalEntry.Event(1, happening),
                new JournalEntry.Said(1, utterance),
                new CallRecord.Event(1, T, 1L, "type", WORD),
                new InboundCall(call, "CA1", WORD, WORD, AgentId.create(), VERSION, TRACE, true, T),
                new OutboxMessage(TenantId.create(), MessageId.create(), "topic", WORD, 1, T),
                new ToolExecution.New(
                        ExecutionId.create(),
                        call,
                        ToolId.create(),
                        "call_1",
                        "key",
                        ToolClass.READ,
                        WORD,
                        TRACE,
                        new ToolExecution.Confirmation(WORD, 1),
                        Duration.ZERO),
                new ToolExecution.Resolution(true, WORD, "somebody", T),
                new ToolExecution.Finish(ToolExecution.Status.FAILED, WORD, "code", WORD, "{}"),
                new Dispatch.New(DispatchId.create(), call, "room", Duration.ZERO, Secret.of(WORD)),
                new DatabaseSettings(
                        Secret.of(WORD),
                        EmbeddedDatabase.Settings.in(Path.of("."), 0),
                        EncryptionKeys.of(new byte[32]),
                        1));
        for (Object each : records) {
            assertThat(each.toString()).doesNotContain(WORD);
        }
    }
}
