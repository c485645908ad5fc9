package dev.voiceops.app;

import dev.voiceops.store.Actor;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Db;
import dev.voiceops.store.Projections;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Tenant;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Tenants;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Goes through calls: of one tenant or of all, or through a single one. One thread. */
final class AllCalls {
    static final Actor ACTOR = Actor.service("voiceops");
    private static final Reason REASON = new Reason("go through the records from the command line");
    private static final int BATCH = 500;
    private final Db db;

    AllCalls(Db db) {
        this.db = db;
    }

    /** What is done with each. */
    interface Deed {
        void to(TenantId tenant, CallId call);
    }

    /**
     * Does it to each call, and returns the tenants gone through.
     *
     * @param slug of the tenant; null: all
     * @param call only this one; null: all
     */
    List<TenantId> each(@Nullable String slug, @Nullable UUID call, Deed deed) {
        if (call != null) {
            CallId only = new CallId(call);
            TenantId tenant = db.platform(REASON, ACTOR, tx -> Projections.tenantOf(tx, only))
                    .orElseThrow(() -> new StartupException("there is no call " + call));
            deed.to(tenant, only);
            return List.of(tenant);
        }
        List<TenantId> tenants = db.platform(REASON, ACTOR, Tenants::list).stream()
                .filter(tenant -> slug == null || tenant.slug().equals(slug))
                .map(Tenant::id)
                .toList();
        if (slug != null && tenants.isEmpty()) {
            throw new StartupException("there is no tenant " + slug);
        }
        tenants.forEach(tenant -> of(tenant, deed));
        return tenants;
    }

    private void of(TenantId tenant, Deed deed) {
        CallId last = new CallId(new UUID(0, 0));
        List<CallId> calls;
        do {
            CallId after = last;
            calls = db.tenant(tenant, ACTOR, tx -> Projections.calls(tx, after, BATCH));
            calls.forEach(call -> deed.to(tenant, call));
            last = calls.isEmpty() ? last : calls.getLast();
        } while (calls.size() == BATCH);
    }
}
