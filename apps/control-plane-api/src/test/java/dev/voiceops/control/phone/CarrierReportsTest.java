package dev.voiceops.control.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.InboundCall;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CarrierReportsTest {
    private static ControlPlaneUnderTest role;
    private static Specimen acme;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = SampleAgent.plant(role.db(), null);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void all_orders_and_any_repetition_of_the_reports_of_a_call_lead_to_one_same_final_state() throws Exception {
        List<List<Integer>> orders = orders(5);
        assertThat(orders).hasSize(120);
        Random random = new Random(7);
        Set<Object> states = new HashSet<>();
        List<Callable<Object>> histories = new ArrayList<>();
        for (List<Integer> order : orders) {
            List<Integer> repeated = new ArrayList<>(order);
            for (int again = random.nextInt(4); again > 0; again--) {
                repeated.add(random.nextInt(repeated.size() + 1), random.nextInt(5));
            }
            histories.add(() -> finalState(repeated));
        }
        states.addAll(InboundTest.all(histories));
        assertThat(states).hasSize(1);
        assertThat(states.iterator().next().toString())
                .contains("CANCELED", "CALLER_HANGUP", "ABANDONED", "CARRIER", "10:00:03Z");
    }

    @Test
    void a_repeated_report_is_told_once() {
        InboundCall call = onRecord();
        for (int i = 0; i < 3; i++) status(call, "ringing", 1, "Mon, 02 Nov 2026 10:00:01 +0000");
        assertThat(types(call.id())).containsExactly(RuntimeEvents.TWILIO_STATUS);
    }

    @Test
    void a_completed_call_that_had_been_answered_is_not_called_abandoned() {
        InboundCall call = onRecord();
        role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> {
            Calls.markLive(tx, call.id(), call.createdAt());
            return call;
        });
        status(call, "completed", 3, "Mon, 02 Nov 2026 10:00:03 +0000");
        assertThat(find(call.id()).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void what_the_connector_says_of_the_end_outweighs_the_carrier_in_either_order() {
        for (boolean carrierFirst : new boolean[] {true, false}) {
            InboundCall call = onRecord();
            Runnable carrier = () -> status(call, "completed", 3, "Mon, 02 Nov 2026 10:00:03 +0000");
            if (carrierFirst) carrier.run();
            role.db()
                    .tenant(
                            acme.tenant(),
                            Specimen.TESTER,
                            tx -> Calls.end(
                                    tx,
                                    call.id(),
                                    new Call.End(
                                            EndReason.AGENT_GOODBYE,
                                            Outcome.RESOLVED,
                                            Call.Witness.CONNECTOR,
                                            call.createdAt(),
                                            null)));
            if (!carrierFirst) carrier.run();
            assertThat(find(call.id()).endReason()).isEqualTo(EndReason.AGENT_GOODBYE);
            assertThat(find(call.id()).carrierStatus()).isEqualTo(Call.CarrierStatus.COMPLETED);
        }
    }

    @Test
    void stream_reports_stand_in_the_timeline() {
        InboundCall call = onRecord();
        var form = Map.of(
                "CallSid",
                sid(call),
                "StreamSid",
                "MZ1",
                "StreamEvent",
                "stream-started",
                "Timestamp",
                "2026-11-02T10:00:00.000Z");
        assertThat(role.twilio("/twilio/webhook/stream-status", form).statusCode())
                .isEqualTo(204);
        assertThat(types(call.id())).containsExactly(RuntimeEvents.TWILIO_STREAM_STATUS);
    }

    @Test
    void reports_of_calls_we_do_not_know_are_ignored_and_nonsense_is_refused() {
        var stranger = new HashMap<>(Map.of("CallSid", InboundTest.sid(), "CallStatus", "completed"));
        assertThat(role.twilio("/twilio/webhook/status", stranger).statusCode()).isEqualTo(204);
        stranger.put("CallStatus", "levitating");
        ControlPlaneUnderTest.problem(role.twilio("/twilio/webhook/status", stranger), ProblemType.INVALID_REQUEST);
    }

    private static Object finalState(List<Integer> order) {
        InboundCall call = onRecord();
        List<String> words = List.of("queued", "ringing", "in-progress", "completed", "canceled");
        for (int n : order) {
            status(call, words.get(n), n, "Mon, 02 Nov 2026 10:00:0" + n + " +0000");
        }
        Call end = find(call.id());
        return List.of(
                end.state(),
                String.valueOf(end.carrierStatus()),
                String.valueOf(end.endReason()),
                String.valueOf(end.outcome()),
                String.valueOf(end.endedBy()),
                String.valueOf(end.endedAt()));
    }

    private static void status(InboundCall call, String word, int sequence, String timestamp) {
        var answer = role.twilio(
                "/twilio/webhook/status",
                Map.of(
                        "CallSid",
                        sid(call),
                        "CallStatus",
                        word,
                        "SequenceNumber",
                        String.valueOf(sequence),
                        "Timestamp",
                        timestamp));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static InboundCall onRecord() {
        InboundCall call = acme.ringing();
        role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> Calls.insertInbound(tx, call));
        return call;
    }

    private static String sid(InboundCall call) {
        return String.valueOf(call.twilioCallSid());
    }

    private static Call find(CallId id) {
        return role.db()
                .tenant(acme.tenant(), Specimen.TESTER, tx -> Calls.find(tx, id))
                .orElseThrow();
    }

    private static List<String> types(CallId id) {
        return role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> CallRecord.events(tx, id, 0, 100)).stream()
                .map(CallRecord.Event::type)
                .toList();
    }

    private static List<List<Integer>> orders(int count) {
        if (count == 0) return List.of(List.of());
        return orders(count - 1).stream()
                .<List<Integer>>flatMap(shorter -> IntStream.rangeClosed(0, shorter.size())
                        .mapToObj(at -> {
                            List<Integer> longer = new ArrayList<>(shorter);
                            longer.add(at, count - 1);
                            return longer;
                        }))
                .toList();
    }
}
