package dev.voiceops.control.automation;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolCatalog;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Integration;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Reason;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.Tools;
import dev.voiceops.store.Versions;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which tools a call may use: those of its version's allowlist, and no others. Safe for all threads. */
final class Permits {
    private static final Reason FIND = new Reason("find the call of a tool request");

    private final Db db;

    Permits(Db db) {
        this.db = db;
    }

    /** @throws ProblemException 404 for an unknown call, 403 when no allowed tool is the wanted one, 409 when the call is over */
    Permit of(UUID callId, Predicate<Tool> wanted) {
        Call call = call(callId);
        if (call.state() == Call.State.ENDED) {
            throw new ProblemException(ProblemType.CALL_OVER, "Tools run for calls that are up");
        }
        return db.tenant(
                call.tenant(),
                Automation.ACTOR,
                tx -> allowed(tx, call)
                        .filter(candidate -> wanted.test(candidate.tool()))
                        .findFirst()
                        .map(candidate -> permit(tx, call, candidate))
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.TOOL_NOT_ALLOWED, "The catalogue of the call lists the tools it may use")));
    }

    /** What the call may use. @throws ProblemException 404 for an unknown call */
    ToolCatalog catalog(UUID callId) {
        Call call = call(callId);
        List<ToolCatalog.Entry> entries = db.tenant(
                call.tenant(),
                Automation.ACTOR,
                tx -> allowed(tx, call).map(Candidate::entry).toList());
        return new ToolCatalog(callId, entries);
    }

    private Call call(UUID callId) {
        return db.platform(FIND, Automation.ACTOR, tx -> Calls.locate(tx, new CallId(callId)))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such call"));
    }

    private static Stream<Candidate> allowed(TenantTx tx, Call call) {
        List<AgentSnapshot.Tool> pinned = Versions.find(tx, call.agent(), call.version())
                .map(version ->
                        Json.read(version.snapshot(), AgentSnapshot.class).tools())
                .orElse(List.of());
        return Tools.ofVersion(tx, call.agent(), call.version()).stream()
                .flatMap(tool -> pinned.stream()
                        .filter(known -> known.name().equals(tool.name()))
                        .map(known -> new Candidate(tool, known)));
    }

    private static Permit permit(TenantTx tx, Call call, Candidate candidate) {
        Tool.Endpoint endpoint = Tools.endpoint(tx, candidate.tool().id()).orElseThrow(Permits::unserved);
        Integration integration = Integrations.find(tx, endpoint.integration()).orElseThrow(Permits::unserved);
        return new Permit(
                call.tenant(),
                call.id(),
                candidate.tool(),
                candidate.pinned(),
                endpoint,
                integration.baseUrl(),
                integration.settings(),
                Integrations.secret(tx, integration.id()).orElse(null));
    }

    private static ProblemException unserved() {
        return new ProblemException(ProblemType.TOOL_NOT_ALLOWED, "The tool has no endpoint");
    }

    private record Candidate(Tool tool, AgentSnapshot.Tool pinned) {
        ToolCatalog.Entry entry() {
            return new ToolCatalog.Entry(
                    tool.id().value(),
                    pinned.name(),
                    pinned.description(),
                    pinned.inputSchema(),
                    pinned.toolClass(),
                    pinned.timeoutMs());
        }
    }
}
