package dev.voiceops.control.automation;

import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.TenantId;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A {@link Gate} for each integration, kept while the process lives. Each process of the gateway has its own: the limits on how often
 * a tool runs are kept by the database, these only keep a slow or broken system from holding up the calls. Safe for all threads.
 */
final class Gates {
    /** Opens when half of the last twenty requests, of ten at least, found the system away or too slow; tries two after 15 s. */
    private static final CircuitBreakerConfig.Builder STANDARD = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .permittedNumberOfCallsInHalfOpenState(2)
            .waitDurationInOpenState(Duration.ofSeconds(15))
            .writableStackTraceEnabled(false);

    private final CircuitBreakerConfig config;
    private final Map<Key, Gate> gates = new ConcurrentHashMap<>();

    Gates() {
        this(STANDARD.build());
    }

    Gates(CircuitBreakerConfig config) {
        this.config = config;
    }

    /** The gate of the integration a permit leads to. */
    Gate of(Permit permit) {
        return gates.computeIfAbsent(
                        new Key(permit.call().tenant(), permit.integration().id()),
                        key -> new Gate(key.toString(), config))
                .limitedTo(permit.integration().maxConcurrent());
    }

    /**
     * How an integration's gate stands.
     *
     * @param limit that is set for it; what is under way follows it
     */
    Gate.State state(TenantId tenant, IntegrationId integration, int limit) {
        Gate gate = gates.get(new Key(tenant, integration));
        return gate == null
                ? new Gate.State("closed", 0, 0, limit, 0)
                : gate.limitedTo(limit).state();
    }

    private record Key(TenantId tenant, IntegrationId integration) {}
}
