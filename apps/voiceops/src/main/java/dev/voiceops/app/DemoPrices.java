package dev.voiceops.app;

import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import dev.voiceops.store.Price;
import dev.voiceops.store.PriceId;
import dev.voiceops.store.Prices;
import dev.voiceops.store.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Prices for trying the product: made up, marked as such wherever they are shown, and only where nobody has said a price. A real
 * price that is added later holds from its own beginning on.
 */
final class DemoPrices {
    private static final Actor SEED = Actor.service("voiceops");
    private static final Reason REASON = new Reason("make the demo prices");
    private static final List<Price> MADE_UP = List.of(
            price("twilio", "voice_inbound", "minute", "0.01", 1),
            price("deepgram", "*", "second", "0.01", 60),
            price("openai", "*", "input_token", "0.5", 1_000_000),
            price("openai", "*", "cached_input_token", "0.1", 1_000_000),
            price("openai", "*", "output_token", "2", 1_000_000),
            price("rime", "*", "character", "40", 1_000_000),
            price("n8n", "workflow", "execution", "0.002", 1));

    private DemoPrices() {}

    /** Adds those of whose vendor and unit there is no price. */
    static void ensure(Db db, Instant now) {
        db.platform(REASON, SEED, tx -> {
            List<Price> known = Prices.list(tx);
            for (Price price : MADE_UP) {
                boolean priced = known.stream()
                        .anyMatch(other -> other.vendor().equals(price.vendor())
                                && other.unit().equals(price.unit()));
                if (!priced) Prices.add(tx, price, now);
            }
            return known.size();
        });
    }

    private static Price price(String vendor, String item, String unit, String usd, long per) {
        return new Price(
                PriceId.create(),
                vendor,
                item,
                unit,
                new BigDecimal(usd),
                BigDecimal.valueOf(per),
                Instant.EPOCH,
                true);
    }
}
