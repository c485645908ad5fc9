package dev.voiceops.store;

/** A transaction over the rows of all tenants, with its reason. Confined to the thread that opened it. */
public final class PlatformTx extends Tx {
    private final Reason reason;

    PlatformTx(Session session, Reason reason, Actor actor) {
        super(session, actor);
        this.reason = reason;
    }

    /** Why it looks beyond one tenant. */
    public Reason reason() {
        return reason;
    }
}
