package dev.voiceops.control.figures;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.CostLines;
import dev.voiceops.store.Price;
import dev.voiceops.store.Prices;
import dev.voiceops.store.TenantTx;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a call used of each vendor and what that cost. */
@RestController
@Access(Access.By.MEMBER)
final class CallCostRoutes {
    /** The lines of a call. What is not known, a quantity or an amount, is absent, never 0. */
    @GetMapping("/internal/calls/{callId}/costs")
    @Needs(Permission.CALLS_READ)
    Costs show(TenantScope scope, @PathVariable UUID callId) {
        return scope.in(tx -> {
            CallId id = new CallId(callId);
            if (Calls.find(tx, id).isEmpty()) {
                throw new ProblemException(ProblemType.NOT_FOUND, "There is no such call");
            }
            List<Line> lines = CostLines.ofCall(tx, id).stream()
                    .map(line -> Line.of(tx, line))
                    .toList();
            return Costs.of(callId, lines);
        });
    }

    /**
     * The costs of a call.
     *
     * @param totalUsd sum of the priced lines; absent: no line is priced
     * @param complete whether every line is priced, so that the total is all there is to pay
     */
    record Costs(
            UUID callId,
            List<Line> lines,
            @Nullable BigDecimal totalUsd,
            long pricedLines,
            String coverage,
            boolean complete) {
        static Costs of(UUID call, List<Line> lines) {
            List<BigDecimal> known =
                    lines.stream().map(Line::amountUsd).filter(Objects::nonNull).toList();
            return new Costs(
                    call,
                    lines,
                    known.stream().reduce(BigDecimal::add).orElse(null),
                    known.size(),
                    known.size() + " of " + lines.size() + " lines priced",
                    !lines.isEmpty() && known.size() == lines.size());
        }
    }

    /**
     * One line.
     *
     * @param quantity absent: used, but not measured
     * @param source metered, estimated or vendor_reported
     * @param amountUsd six decimals, half away from zero; absent: without a quantity or without a price
     */
    record Line(
            String vendor,
            String item,
            String unit,
            @Nullable BigDecimal quantity,
            String source,
            @Nullable BigDecimal amountUsd,
            @Nullable AppliedPrice price) {
        static Line of(TenantTx tx, CostLines.CostLine line) {
            return new Line(
                    line.vendor(),
                    line.item(),
                    line.unit(),
                    line.quantity(),
                    line.source().name().toLowerCase(Locale.ROOT),
                    line.amount(),
                    line.price() == null
                            ? null
                            : Prices.find(tx, line.price())
                                    .map(AppliedPrice::of)
                                    .orElse(null));
        }
    }

    /** The price that was in force when the call began; {@code demo}: made up, for trying the product. */
    record AppliedPrice(UUID id, BigDecimal usd, BigDecimal per, Instant validFrom, boolean demo) {
        static AppliedPrice of(Price price) {
            return new AppliedPrice(price.id().value(), price.usd(), price.per(), price.validFrom(), price.demo());
        }
    }
}
