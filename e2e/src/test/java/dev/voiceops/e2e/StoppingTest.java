package dev.voiceops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.UserTurn;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.ToolExecutions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything in one process, which is told to stop while somebody is on the phone. */
final class StoppingTest {
    /** Longer than two renewals of a lease are apart. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final Actor TEST = Actor.service("end-to-end-test");

    @Test
    void a_call_goes_on_for_a_while_and_is_told_goodbye_and_no_process_is_left(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        Map<String, String> patience = Map.of("VOICEOPS_DRAIN_SECONDS", Long.toString(PATIENCE.toSeconds()));
        try (Platform platform = Platform.start(Shape.ALL, home, patience)) {
            List<ProcessHandle> postgres = postgres(home);
            Caller caller = Caller.phones(platform, "silent", "ALL-stopped");
            caller.notices(step -> step.path("words").asString("").endsWith("How can I help you?"));

            platform.process("all").stop();

            aToolStillRuns(platform);
            assertThat(platform.process("all").ended()).isEqualTo(ENDED_BY_SIGTERM);
            Eventually.seen(() -> postgres, all -> all.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(pidFile(home)).doesNotExist();
            assertThat(caller.story())
                    .anySatisfy(step -> assertThat(step.path("words").asString(""))
                            .contains("I have to end this call for technical reasons"));
            assertThat(caller.report().path("reason").asString(""))
                    .as("the carrier was told what comes after the stream")
                    .doesNotStartWith("error_");
            theRecordIsWhole(platform.databaseBack());
        }
    }

    /** The connector asks the control plane for it; both are there as long as the call is. */
    private static void aToolStillRuns(Platform platform) throws Exception {
        HttpRequest ready = platform.asRole("CONNECTOR", "/health/ready").build();
        Eventually.seen(() -> platform.send(ready).statusCode(), status -> status == 503);
        String call = platform.json(
                        platform.asRole("CONNECTOR", "/runtime/sessions").build())
                .at("/sessions/0/call_id")
                .asString();
        JsonNode reply = platform.json(platform.asRole("CONNECTOR", "/runtime/sessions/" + call + "/user-turn")
                .POST(BodyPublishers.ofByteArray(
                        Json.bytes(new UserTurn("/tool order-status {\"order_id\":\"72642\"}"))))
                .build());
        assertThat(reply.at("/tools/0/status").asString()).as(reply.toString()).isEqualTo("succeeded");
    }

    private static void theRecordIsWhole(Db db) {
        Call call = db.platform(new Reason("look at a call"), TEST, tx -> Calls.listAll(tx, null, 1))
                .getFirst();
        assertThat(call.state()).isEqualTo(Call.State.ENDED);
        assertThat(call.endReason()).isEqualTo(EndReason.DRAINED);
        assertThat(call.endedBy()).isEqualTo(Call.Witness.CONNECTOR);
        db.tenant(call.tenant(), TEST, tx -> {
            theLeaseWasRenewedAfterTheStop(tx, call);
            assertThat(CallRecord.utterances(tx, call.id()).getLast())
                    .extracting(Utterance::speaker, Utterance::interrupted)
                    .containsExactly(Utterance.Speaker.AGENT, false);
            assertThat(Recordings.ofCall(tx, call.id())).hasSize(1);
            return call;
        });
    }

    private static void theLeaseWasRenewedAfterTheStop(TenantTx tx, Call call) {
        Instant afterTheStop = ToolExecutions.ofCall(tx, call.id()).getFirst().startedAt();
        Dispatch dispatch = Dispatches.ofCall(tx, call.id()).getFirst();
        assertThat(dispatch.state()).isEqualTo(Dispatch.State.RELEASED);
        assertThat(dispatch.leaseUntil()).isAfter(afterTheStop.plus(LEASE));
    }

    /** The server and those that it started. */
    private static List<ProcessHandle> postgres(Path home) throws Exception {
        long server =
                Long.parseLong(Files.readAllLines(pidFile(home)).getFirst().strip());
        ProcessHandle process = ProcessHandle.of(server).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    private static Path pidFile(Path home) {
        return home.resolve("postgres").resolve("data").resolve("postmaster.pid");
    }
}
