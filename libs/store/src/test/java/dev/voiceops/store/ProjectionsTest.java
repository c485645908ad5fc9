package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProjectionsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static TestDatabase database;
    private static Db db;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
        db.platform(TEST, TESTER, tx -> {
            for (String[] price : new String[][] {
                {"twilio", "voice_inbound", "minute", "0.0085", "1"},
                {"deepgram", "*", "second", "0.0077", "60"},
                {"openai", "gpt-test", "input_token", "0.40", "1000000"},
                {"openai", "gpt-test", "output_token", "1.60", "1000000"}
            }) {
                Prices.add(tx, price(price, Instant.EPOCH), NOON);
            }
            return true;
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_projection_is_the_same_whatever_the_order_and_however_often_it_was_made() {
        Random random = new Random(5);
        Specimen acme = Specimen.plant(db);
        for (int round = 0; round < 12; round++) {
            CallId stepwise = begin(acme, NOON);
            CallId atOnce = begin(acme, NOON);
            List<Happening> log = log(random);
            for (Happening happening : log) {
                note(acme, stepwise, happening);
                note(acme, atOnce, happening);
                if (random.nextBoolean()) project(acme, stepwise);
                if (random.nextInt(4) == 0) project(acme, stepwise);
            }
            for (CallId call : List.of(stepwise, atOnce)) {
                end(acme, call, NOON.plusSeconds(90));
            }
            project(acme, stepwise);
            project(acme, atOnce);
            assertThat(plain(derived(acme, stepwise), stepwise)).isEqualTo(plain(derived(acme, atOnce), atOnce));
            assertThat(project(acme, stepwise)).as("nothing new").isFalse();
        }
    }

    @Test
    void a_call_that_was_never_answered_has_no_duration() {
        Specimen acme = Specimen.plant(db);
        CallId call = db.tenant(
                acme.tenant(),
                TESTER,
                tx -> Calls.insertInbound(tx, acme.ringing()).id());
        end(acme, call, NOON.plusSeconds(90));
        project(acme, call);
        assertThat(String.valueOf(derived(acme, call).get("metrics"))).contains("\"duration_ms\": null");
    }

    @Test
    void what_is_derived_of_a_call_outlives_its_content_and_rebuilding_does_not_touch_it() {
        Specimen acme = Specimen.plant(db);
        CallId gone = begin(acme, NOON);
        CallId stays = begin(acme, NOON);
        for (CallId call : List.of(gone, stays)) {
            log(new Random(7)).forEach(happening -> note(acme, call, happening));
            end(acme, call, NOON.plusSeconds(90));
            project(acme, call);
        }
        db.tenant(acme.tenant(), TESTER, tx -> Kpis.count(tx, 10));
        Map<String, Object> before = derived(acme, gone);
        List<Kpis.Day> days = counted(acme);
        assertThat(days)
                .singleElement()
                .satisfies(day -> assertThat(day.calls()).isEqualTo(2));
        SuperUser.of(database).run("update voiceops.calls set from_number = '+15550009999' where id = '" + gone + "'");
        db.platform(TEST, TESTER, tx -> {
            JobId job = DeletionJobs.begin(tx, acme.tenant(), DeletionJob.Cause.ERASURE);
            return Retention.erase(tx, acme.tenant(), job, SigningKey.of(new byte[32]), "+15550009999");
        });
        List<CallId> left =
                db.tenant(acme.tenant(), TESTER, tx -> Projections.calls(tx, new CallId(new java.util.UUID(0, 0)), 10));
        assertThat(left).containsExactly(stays);
        assertThat(project(acme, gone)).isFalse();
        db.tenant(acme.tenant(), TESTER, tx -> {
            Kpis.recountAll(tx);
            return Kpis.count(tx, 10);
        });
        assertThat(derived(acme, gone)).isEqualTo(before);
        assertThat(counted(acme)).isEqualTo(days);
    }

    private static List<Kpis.Day> counted(Specimen acme) {
        LocalDate day = LocalDate.ofInstant(NOON, ZoneId.of("UTC"));
        return db.tenant(
                acme.tenant(), TESTER, tx -> Kpis.days(tx, new Kpis.Range(day.minusDays(1), day.plusDays(1), null)));
    }

    @Test
    void what_ended_a_call_is_restored_from_its_log() {
        Specimen acme = Specimen.plant(db);
        CallId call = begin(acme, NOON);
        end(acme, call, NOON.plusSeconds(60));
        db.tenant(acme.tenant(), TESTER, tx -> {
            assertThat(Projections.restoreEnding(tx, call)).isFalse();
            tx.sql("update calls set end_reason = 'silence', outcome = 'abandoned' where id = ?", call.value())
                    .update();
            assertThat(Projections.restoreEnding(tx, call)).isTrue();
            Call restored = Calls.find(tx, call).orElseThrow();
            assertThat(restored.endReason()).isEqualTo(EndReason.AGENT_GOODBYE);
            assertThat(restored.outcome()).isEqualTo(Outcome.RESOLVED);
            return true;
        });
    }

    @Test
    void the_lines_of_a_call_add_up_and_what_is_unknown_is_no_zero() {
        Specimen acme = Specimen.plant(db);
        CallId call = begin(acme, NOON);
        note(acme, call, event("runtime.llm_answered", """
            {"model":"gpt-test","prompt_tokens":"1234","cached_tokens":"0","completion_tokens":"77"}\
            """));
        note(acme, call, event("runtime.llm_cancelled", "{\"model\":\"gpt-test\"}"));
        note(acme, call, event("runtime.usage", """
            {"stt_model":"nova-3","stt_audio_ms":"61500","tts_model":"mistv2","tts_characters":"321"}\
            """));
        end(acme, call, NOON.plusSeconds(61));
        project(acme, call);
        List<CostLines.CostLine> lines = db.tenant(acme.tenant(), TESTER, tx -> CostLines.ofCall(tx, call));
        assertThat(lines)
                .extracting(line -> line.vendor() + " " + line.unit() + " " + line.quantity() + " " + line.amount())
                .containsExactly(
                        "deepgram second 61.500 0.007893",
                        "openai input_token 1234.000 0.000494",
                        "openai output_token 77.000 0.000123",
                        "openai request_without_usage 1.000 null",
                        "rime character 321.000 null",
                        "twilio minute 2.000 0.017000");
        BigDecimal sum = lines.stream()
                .map(CostLines.CostLine::amount)
                .filter(java.util.Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(metrics(acme, call))
                .containsEntry("cost_usd", sum)
                .containsEntry("cost_lines", 6)
                .containsEntry("priced_lines", 4);
    }

    @Test
    void a_new_price_never_changes_what_a_call_has_cost() {
        Specimen acme = Specimen.plant(db);
        CallId call = begin(acme, NOON);
        note(acme, call, event("runtime.usage", "{\"stt_model\":\"other\",\"stt_audio_ms\":\"60000\"}"));
        end(acme, call, NOON.plusSeconds(60));
        project(acme, call);
        Object before = metrics(acme, call).get("cost_usd");
        String[] dearer = {"deepgram", "other", "second", "5", "1"};
        assertThatThrownBy(() -> db.platform(TEST, TESTER, tx -> {
                    Prices.add(tx, price(dearer, NOON.minusSeconds(9)), NOON);
                    return true;
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("stays as it is");
        db.platform(TEST, TESTER, tx -> {
            Prices.add(tx, price(dearer, NOON.plusSeconds(9)), NOON);
            return true;
        });
        project(acme, call);
        assertThat(metrics(acme, call).get("cost_usd")).isEqualTo(before);
    }

    @Test
    void a_day_is_the_tenants_own_also_when_its_clocks_change_and_counts_what_comes_late() {
        Specimen acme = Specimen.plant(db);
        zone(acme, "Europe/Berlin");
        // 2026-10-25 has 25 hours in Berlin: it ends at 23:00 UTC
        CallId first = begin(acme, Instant.parse("2026-10-24T22:00:00Z"));
        CallId last = begin(acme, Instant.parse("2026-10-25T22:59:59Z"));
        CallId next = begin(acme, Instant.parse("2026-10-25T23:00:00Z"));
        for (CallId call : List.of(first, last, next)) {
            end(acme, call, Instant.parse("2026-10-25T23:30:00Z"));
            project(acme, call);
        }
        count(acme);
        assertThat(days(acme))
                .extracting(day -> day.day() + " " + day.calls())
                .containsExactly("2026-10-25 2", "2026-10-26 1");
        CallId late = begin(acme, Instant.parse("2026-10-25T12:00:00Z"));
        end(acme, late, Instant.parse("2026-10-25T12:01:00Z"));
        project(acme, late);
        assertThat(count(acme)).isEqualTo(1);
        assertThat(count(acme)).isZero();
        assertThat(days(acme))
                .extracting(day -> day.day() + " " + day.calls())
                .containsExactly("2026-10-25 3", "2026-10-26 1");
        zone(acme, "UTC");
        db.tenant(acme.tenant(), TESTER, Kpis::recountAll);
        count(acme);
        assertThat(days(acme))
                .extracting(day -> day.day() + " " + day.calls())
                .containsExactly("2026-10-24 1", "2026-10-25 3");
    }

    @Test
    void merged_histograms_give_the_percentiles_of_the_single_times_within_half_a_bucket() {
        Random random = new Random(3);
        List<Integer> times = new ArrayList<>();
        List<List<Integer>> histograms = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            List<Integer> counts = new ArrayList<>(java.util.Collections.nCopies(240, 0));
            for (int i = 0; i < 500; i++) {
                int ms = 50 + (int) Math.exp(4 + 2 * random.nextGaussian());
                times.add(ms);
                int bucket = Math.min(240, 1 + (int) Math.floor(Math.log(ms) / Math.log(LatencyHistogram.GROWTH)));
                counts.set(bucket - 1, counts.get(bucket - 1) + 1);
            }
            histograms.add(counts);
        }
        times.sort(null);
        LatencyHistogram merged = LatencyHistogram.sum(histograms);
        for (double share : new double[] {0.5, 0.9, 0.95, 0.99}) {
            double exact = times.get((int) Math.ceil(share * times.size()) - 1);
            assertThat(merged.percentile(share)).isBetween((long) (exact * 0.974), (long) (exact * 1.026) + 1);
        }
    }

    private static Price price(String[] price, Instant from) {
        return new Price(
                PriceId.create(),
                price[0],
                price[1],
                price[2],
                new BigDecimal(price[3]),
                new BigDecimal(price[4]),
                from,
                false);
    }

    private static List<Happening> log(Random random) {
        List<Happening> log = new ArrayList<>();
        for (int i = 0; i < random.nextInt(20); i++) {
            log.add(
                    switch (random.nextInt(3)) {
                        case 0 -> event("runtime.voice_barge_in_detected", "{}");
                        case 1 ->
                            event(
                                    "runtime.llm_answered",
                                    "{\"model\":\"gpt-test\",\"prompt_tokens\":\"" + random.nextInt(2_000)
                                            + "\",\"cached_tokens\":\"7\",\"completion_tokens\":\"9\"}");
                        default -> event("runtime.voice_stt_transcript", "{\"words\":\"3\"}");
                    });
        }
        return log;
    }

    private static Happening event(String type, String payload) {
        return new Happening(NOON.plusSeconds(20), 20_000L, type, payload);
    }

    private static CallId begin(Specimen tenant, Instant at) {
        InboundCall call = tenant.ringing();
        InboundCall then = new InboundCall(
                call.id(),
                call.twilioCallSid(),
                call.from(),
                call.to(),
                call.agent(),
                call.version(),
                call.traceId(),
                call.simulated(),
                at);
        return db.tenant(tenant.tenant(), TESTER, tx -> {
            Calls.insertInbound(tx, then);
            Calls.markLive(tx, then.id(), at);
            return then.id();
        });
    }

    private static void note(Specimen tenant, CallId call, Happening happening) {
        db.tenant(tenant.tenant(), TESTER, tx -> {
            CallJournal.note(tx, call, happening);
            return true;
        });
    }

    private static void end(Specimen tenant, CallId call, Instant at) {
        db.tenant(
                tenant.tenant(),
                TESTER,
                tx -> Calls.end(
                        tx,
                        call,
                        new Call.End(EndReason.AGENT_GOODBYE, Outcome.RESOLVED, Call.Witness.CONNECTOR, at, null)));
    }

    private static boolean project(Specimen tenant, CallId call) {
        return db.tenant(tenant.tenant(), TESTER, tx -> Projections.project(tx, call));
    }

    private static int count(Specimen tenant) {
        return db.tenant(tenant.tenant(), TESTER, tx -> Kpis.count(tx, 100));
    }

    private static List<Kpis.Day> days(Specimen tenant) {
        Kpis.Range range = new Kpis.Range(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 12, 1), null);
        return db.tenant(tenant.tenant(), TESTER, tx -> Kpis.days(tx, range));
    }

    private static void zone(Specimen tenant, String zone) {
        db.platform(
                TEST,
                TESTER,
                tx -> tx.sql(
                                "update tenants set time_zone = ? where id = ?",
                                ZoneId.of(zone).getId(),
                                tenant.tenant().value())
                        .update());
    }

    private static Map<String, Object> derived(Specimen tenant, CallId call) {
        return db.tenant(tenant.tenant(), TESTER, tx -> Projections.derived(tx, call));
    }

    private static String plain(Map<String, Object> derived, CallId call) {
        return derived.toString().replace(call.toString(), "this");
    }

    private static Map<String, Object> metrics(Specimen tenant, CallId call) {
        return db.tenant(
                tenant.tenant(),
                TESTER,
                tx -> tx.sql("select * from call_metrics where call_id = ?", call.value())
                        .query()
                        .singleRow());
    }
}
