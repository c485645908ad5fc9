package dev.voiceops.store;

/** A transaction that sees the rows of one tenant and can write no others. Confined to the thread that opened it. */
public final class TenantTx extends Tx {
    private final TenantId tenant;

    TenantTx(Session session, TenantId tenant, Actor actor) {
        super(session, actor);
        this.tenant = tenant;
    }

    /** Whose rows these are. */
    public TenantId tenant() {
        return tenant;
    }
}
