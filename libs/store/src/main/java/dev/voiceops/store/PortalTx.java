package dev.voiceops.store;

/**
 * A transaction in which one tenant's own people look at what the portal may show: it reads the rows of that tenant, only the
 * columns that were granted, and the database refuses every write. Confined to the thread that opened it.
 */
public final class PortalTx extends Tx {
    private final TenantId tenant;

    PortalTx(Session session, TenantId tenant, Actor actor) {
        super(session, actor);
        this.tenant = tenant;
    }

    /** Whose rows these are. */
    public TenantId tenant() {
        return tenant;
    }
}
