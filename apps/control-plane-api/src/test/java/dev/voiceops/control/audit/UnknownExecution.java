package dev.voiceops.control.audit;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.CallId;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;

/** An execution of which nobody knows what came of it. */
final class UnknownExecution {
    private UnknownExecution() {}

    static ExecutionId of(Specimen tenant) {
        CallId call = tenant.call();
        return tenant.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> {
            ExecutionId id = ExecutionId.create();
            IntegrationId n8n = IntegrationId.create();
            Integrations.save(
                    tx, new Integration(n8n, "n8n", "n8n " + id, "https://n8n.example", null), Secret.of("k"));
            String name = "tool-" + id;
            Tool tool = new Tool(
                    ToolId.create(), name, "", ToolClass.WRITE, "{\"type\":\"object\"}", null, 5_000, 800, null, 0);
            Tools.insert(tx, tool, new Tool.Endpoint(n8n, "POST", "/x", "{}"));
            ToolExecution.New execution = new ToolExecution.New(
                    id,
                    call,
                    tool.id(),
                    "c",
                    call + ":c",
                    ToolClass.WRITE,
                    "{}",
                    "0".repeat(32),
                    null,
                    Duration.ofSeconds(10));
            ToolExecutions.start(tx, execution, new ToolExecutions.Quota(10, 10));
            ToolExecutions.finish(
                    tx,
                    id,
                    new ToolExecution.Finish(ToolExecution.Status.UNKNOWN, null, "timeout", "No answer.", "{}"));
            return id;
        });
    }
}
