package dev.voiceops.control;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.ApiKeys;
import dev.voiceops.store.CallId;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.Hold;
import dev.voiceops.store.Holds;
import dev.voiceops.store.IncidentId;
import dev.voiceops.store.Incidents;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.KeyId;
import dev.voiceops.store.NumberId;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.PhoneNumber;
import dev.voiceops.store.Recording;
import dev.voiceops.store.RecordingId;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** One of everything that a path can name, of one tenant: the ids by the names of the path variables. */
final class Belongings {
    private Belongings() {}

    static Map<String, String> of(ControlPlaneUnderTest role, Specimen tenant) {
        CallId call = tenant.call();
        Map<String, String> ids =
                new HashMap<>(role.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> rows(tx, call)));
        ids.put("tenantId", tenant.tenant().toString());
        ids.put("agentId", tenant.agent().toString());
        ids.put("versionId", tenant.version().value());
        ids.put("callId", call.toString());
        ids.put(
                "userId",
                role.members().add(tenant.tenant(), Role.CLIENT_VIEWER).toString());
        ids.put(
                "jobId",
                role.db()
                        .platform(
                                Specimen.TEST,
                                Specimen.TESTER,
                                tx -> DeletionJobs.begin(tx, tenant.tenant(), DeletionJob.Cause.DEMAND))
                        .toString());
        return ids;
    }

    private static Map<String, String> rows(TenantTx tx, CallId call) {
        IntegrationId integration = IntegrationId.create();
        Integrations.save(
                tx, new Integration(integration, "n8n", "n8n", "https://n8n.example", null), Secret.of("a secret"));
        ToolId tool = ToolId.create();
        Tools.insert(
                tx,
                new Tool(tool, "look-up", "", ToolClass.READ, "{\"type\":\"object\"}", null, 5_000, 800, null, 0),
                new Tool.Endpoint(integration, "POST", "/x", "{}"));
        KeyId key = KeyId.create();
        byte[] hash = new byte[32];
        ThreadLocalRandom.current().nextBytes(hash);
        ApiKeys.insert(tx, new ApiKeys.NewKey(key, "key", Role.CLIENT_VIEWER, "vo_test", hash, null));
        NumberId number = NumberId.create();
        String e164 = "+1" + (2_000_000_000L + ThreadLocalRandom.current().nextLong(7_000_000_000L));
        Numbers.insert(tx, new PhoneNumber(number, e164, null, "+15550001111", null));
        RecordingId recording = RecordingId.create();
        Recordings.insert(tx, new Recording(recording, call, "x.wav", "0a".repeat(32), 1, 1, 2, null));
        Incidents.record(tx, call, List.of(new Incidents.Finding("test", "here", null, "{}")));
        IncidentId incident = Incidents.list(tx, new Incidents.Query(null, false, null, 1))
                .getFirst()
                .id();
        return Map.of(
                "integrationId", integration.toString(),
                "toolId", tool.toString(),
                "executionId", execution(tx, call, tool),
                "keyId", key.toString(),
                "numberId", number.toString(),
                "holdId",
                        Holds.place(tx, new Hold.New("matter", "reason", "owner", Hold.Scope.of(call), null))
                                .toString(),
                "incidentId", incident.toString(),
                "recordingId", recording.toString());
    }

    private static String execution(TenantTx tx, CallId call, ToolId tool) {
        ExecutionId id = ExecutionId.create();
        ToolExecutions.start(
                tx,
                new ToolExecution.New(
                        id,
                        call,
                        tool,
                        "call-1",
                        "k" + id,
                        ToolClass.READ,
                        "{}",
                        "0".repeat(32),
                        null,
                        Duration.ofMinutes(1)),
                new ToolExecutions.Quota(10, 10));
        return id.toString();
    }
}
