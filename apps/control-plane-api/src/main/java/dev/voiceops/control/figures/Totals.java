package dev.voiceops.control.figures;

import dev.voiceops.store.Kpis;
import dev.voiceops.store.LatencyHistogram;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Sums over days, agents and versions. Immutable. */
record Totals(List<Kpis.Day> days) {
    long calls() {
        return sum(Kpis.Day::calls);
    }

    long answered() {
        return sum(Kpis.Day::answered);
    }

    long timed() {
        return sum(Kpis.Day::timed);
    }

    long durationMs() {
        return sum(Kpis.Day::durationMs);
    }

    long resolved() {
        return sum(Kpis.Day::resolved);
    }

    long handedOff() {
        return sum(Kpis.Day::handedOff);
    }

    long handoffsForced() {
        return sum(Kpis.Day::handoffsForced);
    }

    long contained() {
        return sum(Kpis.Day::contained);
    }

    long abandoned() {
        return sum(Kpis.Day::abandoned);
    }

    long failed() {
        return sum(Kpis.Day::failed);
    }

    long unknown() {
        return sum(Kpis.Day::unknown);
    }

    long costLines() {
        return sum(Kpis.Day::costLines);
    }

    long pricedLines() {
        return sum(Kpis.Day::pricedLines);
    }

    /** The sum of all amounts that are known; empty if none is. */
    Optional<BigDecimal> costUsd() {
        return days.stream()
                .map(Kpis.Day::totalCostUsd)
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add);
    }

    LatencyHistogram responses() {
        return LatencyHistogram.sum(days.stream().map(Kpis.Day::responses).toList());
    }

    static BigDecimal ratio(long counted, long of) {
        return BigDecimal.valueOf(counted).divide(BigDecimal.valueOf(of), 4, RoundingMode.HALF_UP);
    }

    private long sum(ToLongFunction<Kpis.Day> count) {
        return days.stream().mapToLong(count).sum();
    }
}
