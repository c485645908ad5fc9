package dev.voiceops.control.tenants;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import dev.voiceops.store.RedactionPolicy;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.Tenant;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Tenants;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes and changes tenants, for the API and for commands. Each change is audited in the tenant's own chain. Any thread. */
public final class TenantDesk {
    private static final Reason ADMINISTER = new Reason("administer tenants");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_RETENTION = 30;
    private static final int MOST_CALLS = 100_000;

    private final Db db;

    public TenantDesk(Db db) {
        this.db = db;
    }

    /**
     * What a new tenant is to be; what is null gets the usual value.
     *
     * @param slug its name in URLs
     */
    public record NewTenant(
            @Nullable String slug,
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable Integer retentionDays,
            @Nullable Integer maxLiveCalls) {}

    /** @throws ProblemException 400 naming the field that is wrong, 409 when the slug is taken */
    public Tenant create(Actor actor, NewTenant wanted) {
        String slug = wanted.slug();
        if (slug == null || !SLUG.matcher(slug).matches()) {
            throw wrong("slug", "must be 1 to 63 lower-case letters, digits and dashes");
        }
        Tenant usual = Tenant.named(slug, name(wanted.name()));
        Tenant tenant = new Tenant(
                usual.id(),
                usual.slug(),
                usual.name(),
                true,
                wanted.timeZone() == null ? usual.timeZone() : zone(wanted.timeZone()),
                wanted.retentionDays() == null ? usual.retentionDays() : days(wanted.retentionDays()),
                wanted.maxLiveCalls() == null ? null : calls(wanted.maxLiveCalls()),
                usual.redaction());
        try {
            return db.platform(ADMINISTER, actor, tx -> {
                Tenants.insert(tx, tenant);
                Audit.append(
                        tx, tenant.id(), AuditAction.TENANT_CREATED, target(tenant), Json.write(TenantView.of(tenant)));
                return tenant;
            });
        } catch (StoreException e) {
            if (e.code() != StoreException.Code.CONFLICT) throw e;
            throw new ProblemException(ProblemType.TAKEN, "slug: another tenant has it");
        }
    }

    /** In the order they were made. */
    public List<Tenant> list(Actor actor, @Nullable TenantId after, int limit) {
        return db.platform(ADMINISTER, actor, tx -> Tenants.page(tx, after, limit));
    }

    /** @throws ProblemException 404 */
    public Tenant find(Actor actor, TenantId id) {
        return db.platform(ADMINISTER, actor, tx -> Tenants.find(tx, id)).orElseThrow(TenantDesk::absent);
    }

    /** By slug or id, as people type it. @throws ProblemException 404 */
    public Tenant named(Actor actor, String slugOrId) {
        return db.platform(
                        ADMINISTER,
                        actor,
                        tx -> Tenants.bySlug(tx, slugOrId).or(() -> {
                            try {
                                return Tenants.find(tx, TenantId.parse(slugOrId));
                            } catch (IllegalArgumentException e) {
                                return java.util.Optional.empty();
                            }
                        }))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "There is no tenant " + slugOrId
                                + ". 'voiceops tenant list' shows those there are; 'voiceops up'"
                                + " makes the demo's."));
    }

    /** @throws ProblemException 400 naming the field that is wrong, 404 */
    Tenant change(Actor actor, TenantId id, TenantChange change) {
        return db.platform(ADMINISTER, actor, tx -> {
            Tenant before = Tenants.lock(tx, id).orElseThrow(TenantDesk::absent);
            TenantView wanted = change.onto(TenantView.of(before));
            Tenant after = new Tenant(
                    id,
                    before.slug(),
                    name(wanted.name()),
                    active(wanted.state()),
                    zone(wanted.timeZone()),
                    days(wanted.retentionDays()),
                    wanted.maxLiveCalls() == null ? null : calls(wanted.maxLiveCalls()),
                    redaction(wanted.redaction()));
            Tenants.change(tx, after);
            Audit.append(
                    tx,
                    id,
                    AuditAction.TENANT_CHANGED,
                    target(after),
                    Json.write(Map.of("before", TenantView.of(before), "after", TenantView.of(after))));
            return after;
        });
    }

    /** Whether the tenant's own people may listen to its recordings. @throws ProblemException 404 */
    boolean mayListen(Actor actor, TenantId id) {
        return db.platform(ADMINISTER, actor, tx -> Tenants.mayListen(tx, id)).orElseThrow(TenantDesk::absent);
    }

    /** Says whether they may. @throws ProblemException 404 */
    boolean letListen(Actor actor, TenantId id, boolean allowed) {
        return db.platform(ADMINISTER, actor, tx -> {
            Tenant tenant = Tenants.lock(tx, id).orElseThrow(TenantDesk::absent);
            Tenants.letListen(tx, id, allowed);
            Audit.append(
                    tx,
                    id,
                    AuditAction.TENANT_CHANGED,
                    target(tenant),
                    Json.write(Map.of("portal_recordings", allowed)));
            return allowed;
        });
    }

    private static RedactionPolicy redaction(String code) {
        try {
            return RedactionPolicy.of(code);
        } catch (IllegalArgumentException e) {
            throw wrong("redaction", "must be none, read or write");
        }
    }

    private static Audit.Target target(Tenant tenant) {
        return new Audit.Target("tenant", tenant.id().toString());
    }

    private static String name(@Nullable String name) {
        String plain = name == null ? "" : name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME)
            throw wrong("name", "1 to " + LONGEST_NAME + " characters");
        return plain;
    }

    private static boolean active(String state) {
        return switch (state) {
            case "active" -> true;
            case "suspended" -> false;
            default -> throw wrong("state", "must be active or suspended");
        };
    }

    private static ZoneId zone(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            if (ZoneId.getAvailableZoneIds().contains(zone.getId())) return zone;
        } catch (DateTimeException e) {
            // told below
        }
        throw wrong("time_zone", "must be a zone of the IANA database, for example Europe/Berlin");
    }

    private static int days(int days) {
        if (days < 1 || days > LONGEST_RETENTION) throw wrong("retention_days", "must be 1 to " + LONGEST_RETENTION);
        return days;
    }

    private static int calls(int calls) {
        if (calls < 1 || calls > MOST_CALLS) throw wrong("max_live_calls", "must be 1 to " + MOST_CALLS + ", or null");
        return calls;
    }

    private static ProblemException wrong(String field, String rule) {
        return new ProblemException(ProblemType.INVALID_REQUEST, field + ": " + rule);
    }

    private static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such tenant");
    }
}
