package dev.voiceops.bench;

import java.util.List;
import java.util.Locale;

/** How measured values spread. Immutable. */
final class Spread {
    private final List<Long> sorted;

    Spread(List<Long> values) {
        this.sorted = values.stream().sorted().toList();
    }

    /** {@code p50 12 p99 30 max 31 ms (n 140)}. */
    String ms() {
        return of("ms");
    }

    /** The same for values of another unit. */
    String of(String unit) {
        return sorted.isEmpty()
                ? "none measured"
                : String.format(
                        Locale.ROOT,
                        "p50 %d, p99 %d, max %d %s (n %d)",
                        at(0.50),
                        at(0.99),
                        sorted.getLast(),
                        unit,
                        sorted.size());
    }

    /** The same of values in µs: {@code p50 4.21 p99 12.70 max 31.02 ms (n 140)}. */
    String fineMs() {
        return sorted.isEmpty()
                ? "none measured"
                : String.format(
                        Locale.ROOT,
                        "p50 %.2f, p99 %.2f, max %.2f ms (n %d)",
                        at(0.50) / 1000.0,
                        at(0.99) / 1000.0,
                        sorted.getLast() / 1000.0,
                        sorted.size());
    }

    /** How many times as large as another's value at the same share; NaN when one of them has none. */
    double ratio(Spread other, double share) {
        return sorted.isEmpty() || other.sorted.isEmpty() ? Double.NaN : (double) at(share) / other.at(share);
    }

    /** The smallest value that at least this share of all values does not exceed. */
    private long at(double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
