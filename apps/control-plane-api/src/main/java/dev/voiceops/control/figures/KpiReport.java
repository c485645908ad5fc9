package dev.voiceops.control.figures;

import dev.voiceops.store.Kpis;
import dev.voiceops.store.LatencyHistogram;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of some days, each with how it is made. What nothing is known of is absent, never 0.
 *
 * @param from first day, in the tenant's time zone
 * @param to last day, included
 */
record KpiReport(
        LocalDate from,
        LocalDate to,
        String timeZone,
        Figures figures,
        List<Group> days,
        @Nullable List<Group> versions) {
    /**
     * A share of calls.
     *
     * @param value four decimals, half up; absent without any call to count
     */
    record Share(
            String name,
            @Nullable BigDecimal value,
            String formula,
            String meaning,
            long numerator,
            long denominator,
            String coverage,
            String exclusions) {}

    /**
     * From the end of the caller's speech to the first audio sent; percentiles are at most 2.5 % off.
     *
     * @param turns turns in which both moments are known
     */
    record Latency(
            long turns,
            @Nullable Long p50Ms,
            @Nullable Long p90Ms,
            @Nullable Long p95Ms,
            @Nullable Long p99Ms,
            String formula) {
        static Latency of(LatencyHistogram times) {
            return new Latency(
                    times.total(),
                    at(times, 0.5),
                    at(times, 0.9),
                    at(times, 0.95),
                    at(times, 0.99),
                    "first audio sent - end of the caller's speech; turns with a clock error or without both moments"
                            + " are left out");
        }

        private static @Nullable Long at(LatencyHistogram times, double share) {
            return times.total() == 0 ? null : times.percentile(share);
        }
    }

    /** @param totalUsd sum of the priced lines; absent: no line is priced */
    record Cost(@Nullable BigDecimal totalUsd, long pricedLines, long lines, String coverage) {
        static Cost of(Totals totals) {
            return new Cost(
                    totals.costUsd().orElse(null),
                    totals.pricedLines(),
                    totals.costLines(),
                    totals.pricedLines() + " of " + totals.costLines() + " lines priced");
        }
    }

    record Figures(
            long calls,
            long answered,
            @Nullable BigDecimal averageDurationSec,
            String averageDurationFormula,
            List<Share> shares,
            Latency response,
            @Nullable Cost cost) {
        static Figures of(Totals totals, boolean withCost) {
            long timed = totals.timed();
            BigDecimal average = timed == 0
                    ? null
                    : BigDecimal.valueOf(totals.durationMs())
                            .divide(BigDecimal.valueOf(1_000 * timed), 3, RoundingMode.HALF_UP);
            return new Figures(
                    totals.calls(),
                    totals.answered(),
                    average,
                    "sum of answer to end / " + timed + " answered calls that ended",
                    Stream.of(Kpi.values()).map(kpi -> kpi.of(totals)).toList(),
                    Latency.of(totals.responses()),
                    withCost ? Cost.of(totals) : null);
        }
    }

    /** The figures of one day, or of one version. */
    record Group(String name, Figures figures) {}

    /** What clients see: no cost, no versions. */
    static KpiReport forPortal(Kpis.Range range, String timeZone, List<Kpis.Day> days) {
        return new KpiReport(
                range.from(),
                range.to(),
                timeZone,
                Figures.of(new Totals(days), false),
                groups(days, day -> day.day().toString(), false),
                null);
    }

    static KpiReport forTeam(Kpis.Range range, String timeZone, List<Kpis.Day> days) {
        return new KpiReport(
                range.from(),
                range.to(),
                timeZone,
                Figures.of(new Totals(days), true),
                groups(days, day -> day.day().toString(), true),
                groups(days, day -> String.valueOf(day.version()), true));
    }

    private static List<Group> groups(
            List<Kpis.Day> days, java.util.function.Function<Kpis.Day, String> name, boolean withCost) {
        Map<String, List<Kpis.Day>> groups =
                days.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), Figures.of(new Totals(group.getValue()), withCost)))
                .toList();
    }
}
