package dev.voiceops.http;

import dev.voiceops.store.Db;
import dev.voiceops.store.PortalTx;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Work;
import org.jspecify.annotations.Nullable;

/**
 * The tenant whose portal a request looks at, and the request's only door to the database: it reads what the portal may show
 * and can write nothing. Routes that need {@link Permission#PORTAL_READ} take it as a parameter, in place of {@link
 * TenantScope} and found the same way. Used on the request's thread.
 */
public final class PortalScope {
    private final TenantId tenant;
    private final Principal principal;
    private final Db db;

    /** The gate makes them; for tests, too. */
    public PortalScope(TenantId tenant, Principal principal, Db db) {
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

    /** Reads as this tenant's portal and this principal, in one transaction. */
    public <R extends @Nullable Object> R in(Work<PortalTx, R> work) {
        return db.portal(tenant, principal.actor(), work);
    }
}
