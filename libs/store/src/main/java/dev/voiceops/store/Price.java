package dev.voiceops.store;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a vendor charges from a time on.
 *
 * @param item a model or product of the vendor; {@code *} for all without a price of their own
 * @param unit what is counted: {@code minute}, {@code second}, {@code character}, {@code input_token}, …
 * @param usd US dollars for {@code per} units
 * @param demo made up, for trying the product
 */
public record Price(
        PriceId id,
        String vendor,
        String item,
        String unit,
        BigDecimal usd,
        BigDecimal per,
        Instant validFrom,
        boolean demo) {}
