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
import dev.voiceops.store.IntegrationAccess;
import dev.voiceops.store.Reason;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.Tools;
import dev.voiceops.store.Versions;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which tools a call may use: those of its version's allowlist, and no others. The tenant comes from the call, never from the
 * request, so a tool of another tenant does not exist here. Safe for all threads.
 */
final class Permits {
    private static final Reason FIND = new Reason("find the call of a tool request");

    private final Db db;

    Permits(Db db) {
        this.db = db;
    }

    /** The call that asks. @throws ProblemException 404 for an unknown call, 409 when it is over */
    Call call(UUID callId) {
        Call call = find(callId);
        if (call.state() == Call.State.ENDED) {
            throw new ProblemException(ProblemType.CALL_OVER, "Tools run for calls that are up");
        }
        return call;
    }

    /** @throws ProblemException 403 when no allowed tool is the wanted one, or it is served nowhere */
    static Permit of(TenantTx tx, Call call, Predicate<Tool> wanted) {
        return allowed(tx, call)
                .filter(candidate -> wanted.test(candidate.tool()))
                .findFirst()
                .map(candidate -> permit(tx, call, candidate))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.TOOL_NOT_ALLOWED, "The catalogue of the call lists the tools it may use"));
    }

    /** What the call may use. @throws ProblemException 404 for an unknown call */
    ToolCatalog catalog(UUID callId) {
        Call call = find(callId);
        List<ToolCatalog.Entry> entries = db.tenant(
                call.tenant(),
                Automation.ACTOR,
                tx -> allowed(tx, call).map(Candidate::entry).toList());
        return new ToolCatalog(callId, entries);
    }

    private Call find(UUID callId) {
        return db.platform(FIND, Automation.ACTOR, tx -> Calls.locate(tx, new CallId(callId)))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such call"));
    }

    private static Stream<Candidate> allowed(TenantTx tx, Call call) {
        return Versions.find(tx, call.agent(), call.version()).stream()
                .map(version -> Json.read(version.snapshot(), AgentSnapshot.class))
                .flatMap(snapshot -> Tools.ofVersion(tx, call.agent(), call.version()).stream()
                        .flatMap(tool -> snapshot.tools().stream()
                                .filter(known -> known.name().equals(tool.name()))
                                .map(known -> new Candidate(tool, known, snapshot.language()))));
    }

    private static Permit permit(TenantTx tx, Call call, Candidate candidate) {
        Tool.Endpoint endpoint = Tools.endpoint(tx, candidate.tool().id()).orElseThrow(Permits::unserved);
        IntegrationAccess integration =
                IntegrationAccess.open(tx, endpoint.integration()).orElseThrow(Permits::unserved);
        return new Permit(call, candidate.tool(), candidate.pinned(), candidate.language(), endpoint, integration);
    }

    private static ProblemException unserved() {
        return new ProblemException(ProblemType.TOOL_NOT_ALLOWED, "The tool has no endpoint");
    }

    private record Candidate(Tool tool, AgentSnapshot.Tool pinned, String language) {
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
