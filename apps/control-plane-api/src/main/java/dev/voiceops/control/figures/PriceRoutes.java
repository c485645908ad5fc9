package dev.voiceops.control.figures;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Principal;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.Price;
import dev.voiceops.store.PriceId;
import dev.voiceops.store.Prices;
import dev.voiceops.store.Reason;
import dev.voiceops.store.StoreException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What vendors charge. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/prices")
final class PriceRoutes {
    private static final Reason PRICES = new Reason("keep the prices of vendors");
    private final Db db;
    private final InstantSource clock;

    PriceRoutes(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** All prices that were ever in force; there are few. */
    record Answer(List<View> items) {}

    /** A price as shown. */
    record View(
            UUID id,
            String vendor,
            String item,
            String unit,
            BigDecimal usd,
            BigDecimal per,
            Instant validFrom,
            boolean demo) {
        static View of(Price price) {
            return new View(
                    price.id().value(),
                    price.vendor(),
                    price.item(),
                    price.unit(),
                    price.usd(),
                    price.per(),
                    price.validFrom(),
                    price.demo());
        }
    }

    /** A price to be added; {@code item} {@code *} is for all that have none of their own, {@code per} is 1 if absent. */
    record Wanted(
            @Nullable String vendor,
            @Nullable String item,
            @Nullable String unit,
            @Nullable BigDecimal usd,
            @Nullable BigDecimal per,
            @Nullable Instant validFrom) {
        private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);
        private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

        Price price() {
            BigDecimal each = per == null ? BigDecimal.ONE : per;
            String name = "lower-case letters, digits and _, 1 to 40";
            return new Price(
                    PriceId.create(),
                    right(vendor, vendor != null && vendor.matches("[a-z0-9_]{1,40}"), "vendor: " + name),
                    right(item, item != null && !item.isBlank() && item.length() <= 120, "item: 1 to 120 characters"),
                    right(unit, unit != null && unit.matches("[a-z0-9_]{1,40}"), "unit: " + name),
                    right(
                            usd,
                            usd != null && usd.signum() >= 0 && usd.compareTo(DEAREST) <= 0 && usd.scale() <= 10,
                            "usd: 0 to 1000000, at most 10 decimals"),
                    right(
                            each,
                            each.signum() > 0 && each.compareTo(MOST) <= 0 && each.scale() <= 3,
                            "per: more than 0, at most 1000000000000, at most 3 decimals"),
                    right(validFrom, validFrom != null, "valid_from: when it begins, such as 2026-11-01T00:00:00Z"),
                    false);
        }

        private static <T> T right(@Nullable T value, boolean right, String fault) {
            if (value == null || !right) throw new ProblemException(ProblemType.INVALID_REQUEST, fault);
            return value;
        }
    }

    @GetMapping
    @Needs(Permission.PRICES_READ)
    Answer list(Principal principal) {
        return new Answer(db.platform(PRICES, principal.actor(), Prices::list).stream()
                .map(View::of)
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.PRICES_WRITE)
    @Audited(AuditAction.PRICE_CHANGED)
    View add(Principal principal, @RequestBody Wanted wanted) {
        Price price = wanted.price();
        try {
            db.platform(PRICES, principal.actor(), tx -> {
                Prices.add(tx, price, clock.instant());
                Audit.append(
                        tx,
                        Audit.PLATFORM,
                        AuditAction.PRICE_CHANGED,
                        new Audit.Target("price", price.id().toString()),
                        Json.write(Map.of("vendor", price.vendor(), "item", price.item(), "unit", price.unit())));
                return true;
            });
        } catch (StoreException e) {
            if (e.code() == StoreException.Code.CONFLICT) {
                throw new ProblemException(ProblemType.TAKEN, "valid_from: " + e.getMessage());
            }
            throw e;
        }
        return View.of(price);
    }
}
