package dev.voiceops.control.figures;

import java.util.function.ToLongFunction;

/** A figure as a share of calls: what is counted, of which calls, and what is left out. */
enum Kpi {
    RESOLUTION_RATE(
            "resolved / answered",
            "calls in which the caller got an answer and had nothing more to ask",
            Totals::resolved,
            Totals::answered,
            "calls without media"),
    HANDOFF_RATE(
            "handed off / answered",
            "calls handed over to a person",
            Totals::handedOff,
            Totals::answered,
            "calls without media"),
    FORCED_HANDOFF_RATE(
            "forced handoffs / answered",
            "handoffs after trouble of ours within the last 60 seconds of the call",
            Totals::handoffsForced,
            Totals::answered,
            "calls without media"),
    CONTAINMENT_RATE(
            "contained / answered",
            "calls resolved or of unknown outcome, with nobody taking over",
            Totals::contained,
            Totals::answered,
            "calls without media"),
    ABANDONMENT_RATE(
            "abandoned / calls",
            "calls in which the caller gave up waiting or never spoke",
            Totals::abandoned,
            Totals::calls,
            "calls that have not ended"),
    FAILURE_RATE(
            "failed / calls",
            "calls that failed by our fault",
            Totals::failed,
            Totals::calls,
            "calls that have not ended");

    private final String formula;
    private final String meaning;
    private final ToLongFunction<Totals> numerator;
    private final ToLongFunction<Totals> denominator;
    private final String exclusions;

    Kpi(
            String formula,
            String meaning,
            ToLongFunction<Totals> numerator,
            ToLongFunction<Totals> denominator,
            String exclusions) {
        this.formula = formula;
        this.meaning = meaning;
        this.numerator = numerator;
        this.denominator = denominator;
        this.exclusions = exclusions;
    }

    KpiReport.Share of(Totals totals) {
        long of = denominator.applyAsLong(totals);
        long counted = numerator.applyAsLong(totals);
        return new KpiReport.Share(
                name().toLowerCase(java.util.Locale.ROOT),
                of == 0 ? null : Totals.ratio(counted, of),
                formula,
                meaning,
                counted,
                of,
                totals.calls() - totals.unknown() + " of " + totals.calls() + " calls have a known outcome",
                exclusions);
    }
}
