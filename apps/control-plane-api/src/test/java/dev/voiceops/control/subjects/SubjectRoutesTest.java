package dev.voiceops.control.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.evidence.PackVerifier;
import dev.voiceops.store.AuditEntry;
import dev.voiceops.store.AuditTrail;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Hold;
import dev.voiceops.store.HoldId;
import dev.voiceops.store.Holds;
import dev.voiceops.store.InboundCall;
import dev.voiceops.store.Receipt;
import dev.voiceops.store.Receipts;
import dev.voiceops.store.Subjects;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.Work;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TalkedCall;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectRoutesTest {
    private static final AtomicInteger NEXT = new AtomicInteger(100);
    private static ControlPlaneUnderTest plane;
    private static Specimen acme;
    private static String bearer;

    @TempDir
    private static Path folder;

    private final String number = "+15551230" + NEXT.incrementAndGet();

    @BeforeAll
    static void open() {
        plane = new ControlPlaneUnderTest(Duration.ofMinutes(2), Duration.ofSeconds(15));
        acme = Specimen.plant(plane.db());
        bearer = plane.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void close() {
        plane.close();
    }

    @Test
    void a_callers_data_comes_as_one_signed_file() throws Exception {
        TalkedCall.of(acme, number, "hello");
        HttpRequest request = HttpRequest.newBuilder(plane.at("/internal/subjects/export?tenant_id=" + acme.tenant()))
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("number", number))))
                .build();
        HttpResponse<Path> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(folder.resolve("one.zip")));
        assertThat(answer.statusCode()).isEqualTo(200);
        PackVerifier.Finding finding =
                PackVerifier.verify(answer.body(), ControlPlaneUnderTest.SIGNING_KEY.publicKey());
        assertThat(finding.holds()).as(finding.bad() + " " + finding.why()).isTrue();
        assertThat(trail("subject.exported"))
                .allSatisfy(row -> assertThat(row.detail()).doesNotContain(number));
        assertThat(trail("subject.exported")).isNotEmpty();
    }

    @Test
    void erasing_takes_all_ended_calls_of_the_number_and_only_those() {
        CallId one = TalkedCall.of(acme, number, "first").id();
        CallId two = TalkedCall.of(acme, number, "second").id();
        CallId others = TalkedCall.of(acme, number + "9", "somebody else").id();
        Specimen stranger = Specimen.plant(plane.db());
        CallId foreign = TalkedCall.of(stranger, number, "of another tenant").id();
        SubjectDesk.Erasure would = erase(true);
        assertThat(would.erased()).isEqualTo(2);
        assertThat(would.jobId()).isNull();
        assertThat(words(one)).as("it was only asked").isPositive();
        SubjectDesk.Erasure erasure = erase(false);
        assertThat(erasure.erased()).isEqualTo(2);
        assertThat(erasure.held()).isZero();
        assertThat(erasure.rows()).containsEntry("utterances", 4L);
        assertThat(erasure.openCopies())
                .as("Twilio's recordings and its record, of each call")
                .isEqualTo(4);
        for (CallId gone : List.of(one, two)) {
            assertThat(words(gone)).isZero();
            assertThat(in(tx -> Calls.find(tx, gone)).orElseThrow().from()).isNull();
            List<Receipt> receipts = in(tx -> Receipts.ofCall(tx, gone));
            assertThat(receipts).isNotEmpty();
        }
        assertThat(words(others)).isPositive();
        List<Utterance> said =
                plane.db().tenant(stranger.tenant(), Specimen.TESTER, tx -> CallRecord.utterances(tx, foreign));
        assertThat(said).isNotEmpty();
        assertThat(trail("subject.erased"))
                .filteredOn(row -> row.target()
                        .id()
                        .equals(Objects.requireNonNull(erasure.jobId()).toString()))
                .singleElement()
                .satisfies(row -> assertThat(row.detail()).doesNotContain(number));
        assertThat(erase(false).erased()).as("again").isZero();
    }

    @Test
    void what_a_hold_protects_stays_and_is_named_and_a_live_call_waits() {
        CallId held = TalkedCall.of(acme, number, "held").id();
        CallId free = TalkedCall.of(acme, number, "free").id();
        HoldId hold = in(tx -> Holds.place(tx, new Hold.New("M-1", "suit", "legal", Hold.Scope.of(held), null)));
        InboundCall ringing = acme.ringing();
        CallId live = in(tx -> Calls.insertInbound(
                        tx,
                        new InboundCall(
                                ringing.id(),
                                ringing.twilioCallSid(),
                                number,
                                acme.number(),
                                acme.agent(),
                                acme.version(),
                                ringing.traceId(),
                                true,
                                Instant.now()))
                .id());
        SubjectDesk.Erasure erasure = erase(false);
        assertThat(erasure.erased()).isEqualTo(1);
        assertThat(erasure.held()).isEqualTo(1);
        assertThat(erasure.holds()).containsExactly(hold.value());
        assertThat(erasure.live()).isEqualTo(1);
        assertThat(words(held)).isPositive();
        assertThat(words(free)).isZero();
        List<Call> left = in(tx -> Subjects.calls(tx, number, null, 10));
        assertThat(left).extracting(Call::id).containsExactlyInAnyOrder(held, live);
    }

    @Test
    void more_than_one_batch_is_erased_in_one_go() {
        for (int i = 0; i < 101; i++) TalkedCall.of(acme, number, "hi");
        SubjectDesk.Erasure erasure = erase(false);
        assertThat(erasure.erased()).isEqualTo(101);
        assertThat(in(tx -> Subjects.standing(tx, number)).calls()).isZero();
    }

    @Test
    void numbers_that_are_none_and_people_who_may_not_are_refused() {
        for (Object body : new Object[] {Map.of("number", "12"), Map.of("number", "anonymous"), Map.of()}) {
            for (String what : List.of("erasure", "export")) {
                ControlPlaneUnderTest.problem(post(what, bearer, body), ProblemType.INVALID_REQUEST);
            }
        }
        String operator = plane.bearer(Role.INTERNAL_OPERATOR);
        for (String what : List.of("erasure", "export")) {
            ControlPlaneUnderTest.problem(post(what, operator, Map.of("number", number)), ProblemType.FORBIDDEN);
        }
    }

    private SubjectDesk.Erasure erase(boolean dry) {
        HttpResponse<String> answer = post("erasure", bearer, Map.of("number", number, "dry_run", dry));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), SubjectDesk.Erasure.class);
    }

    private static HttpResponse<String> post(String what, String who, Object body) {
        return plane.send(who, "POST", "/internal/subjects/" + what + "?tenant_id=" + acme.tenant(), body);
    }

    private static int words(CallId call) {
        return in(tx -> CallRecord.utterances(tx, call)).size();
    }

    private static List<AuditEntry> trail(String action) {
        return in(tx -> AuditTrail.list(tx, new AuditTrail.Filter(action, null, null, null, null, null), null, 100));
    }

    private static <R extends @Nullable Object> R in(Work<TenantTx, R> work) {
        return plane.db().tenant(acme.tenant(), Specimen.TESTER, work);
    }
}
