package dev.voiceops.control;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.TurnPolicy;
import dev.voiceops.store.Db;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.testing.Specimen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Agents for the tests. */
public final class SampleAgent {
    private SampleAgent() {}

    /** A tenant whose agent can transfer to this number. */
    public static Specimen plant(Db db, @Nullable String transferNumber) {
        AgentSnapshot snapshot = snapshot(List.of(), transferNumber);
        return Specimen.plant(db, new VersionId(snapshot.id()), snapshot.canonical());
    }

    /** An agent version with these tools. */
    public static AgentSnapshot snapshot(List<AgentSnapshot.Tool> tools, @Nullable String transferNumber) {
        return new AgentSnapshot(
                "You are a helpful agent.",
                "Hello.",
                "Goodbye.",
                "en-US",
                new AgentSnapshot.Llm("gpt-4.1-mini", 0.3, null),
                new AgentSnapshot.Stt(AgentSnapshot.Stt.Engine.V1, "nova-3", 300, List.of()),
                new AgentSnapshot.Tts("mistv2", "cove"),
                TurnPolicy.defaults(),
                tools,
                transferNumber,
                true);
    }
}
