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
            String vendor,
            String item,
            String unit,
            BigDecimal usd,
            @Nullable BigDecimal per,
            Instant validFrom) {}

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
        BigDecimal per = wanted.per() == null ? BigDecimal.ONE : wanted.per();
        check(wanted.usd().signum() >= 0, "usd: must not be negative");
        check(per.signum() > 0, "per: must be more than 0");
        check(wanted.vendor().matches("[a-z0-9_]{1,40}"), "vendor: lower-case letters, digits and _, 1 to 40");
        check(wanted.unit().matches("[a-z0-9_]{1,40}"), "unit: lower-case letters, digits and _, 1 to 40");
        check(!wanted.item().isBlank() && wanted.item().length() <= 120, "item: 1 to 120 characters");
        Price price = new Price(
                PriceId.create(),
                wanted.vendor(),
                wanted.item(),
                wanted.unit(),
                wanted.usd(),
                per,
                wanted.validFrom(),
                false);
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

    private static void check(boolean right, String fault) {
        if (!right) throw new ProblemException(ProblemType.INVALID_REQUEST, fault);
    }
}
