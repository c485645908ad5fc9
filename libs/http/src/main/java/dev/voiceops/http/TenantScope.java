package dev.voiceops.http;

import dev.voiceops.store.Db;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import org.jspecify.annotations.Nullable;

/**
 * The tenant a request is about, and its only door to the database: a route takes it as a parameter and can then reach no other
 * tenant. It comes from the query parameter {@code tenant_id}, which may be left out by who belongs to one tenant only. Used
 * on the request's thread.
 */
public final class TenantScope {
    /** Name of the query parameter. */
    public static final String PARAMETER = "tenant_id";

    private final TenantId tenant;
    private final Principal principal;
    private final Db db;

    /** The gate makes them; for tests, too. */
    public TenantScope(TenantId tenant, Principal principal, Db db) {
        this.tenant = tenant;
        this.principal = principal;
        this.db = db;
    }

    /** Whose data. */
    public TenantId tenant() {
        return tenant;
    }

    /** Who asks. */
    public Principal principal() {
        return principal;
    }

    /** Does the work as this tenant and this principal, in one transaction. */
    public <R extends @Nullable Object> R in(Work<TenantTx, R> work) {
        return db.tenant(tenant, principal.actor(), work);
    }
}
