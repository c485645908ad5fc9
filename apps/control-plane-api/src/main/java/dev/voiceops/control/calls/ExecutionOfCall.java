package dev.voiceops.control.calls;

import dev.voiceops.control.calls.CallRecordView.Attempt;
import dev.voiceops.control.calls.CallRecordView.Execution;
import dev.voiceops.control.calls.CallRecordView.Source;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolSources;
import dev.voiceops.store.Tools;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of one execution of a call. Stateless. */
final class ExecutionOfCall {
    private ExecutionOfCall() {}

    static Execution view(TenantTx tx, ToolExecution execution) {
        String name = Tools.find(tx, execution.tool()).map(Tool::name).orElse("");
        List<Attempt> attempts = ToolExecutions.attempts(tx, execution.id()).stream()
                .map(Attempt::of)
                .toList();
        return Execution.of(execution, name, attempts, source(tx, execution));
    }

    private static @Nullable Source source(TenantTx tx, ToolExecution execution) {
        return Tools.endpoint(tx, execution.tool())
                .flatMap(endpoint -> Integrations.find(tx, endpoint.integration()))
                .filter(integration -> integration.kind().equals("n8n"))
                .map(integration -> URI.create(integration.baseUrl()))
                .map(base -> new Source(
                        base.getScheme() + "://" + base.getRawAuthority(),
                        ToolSources.find(tx, execution.tool())
                                .map(ToolSources.Source::workflowId)
                                .orElse(null)))
                .orElse(null);
    }
}
