package dev.voiceops.store.testing;

import dev.voiceops.store.Actor;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Agents;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.InboundCall;
import dev.voiceops.store.NumberId;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.PhoneNumber;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Tenant;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Tenants;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A tenant of its own for one test: with an agent, a live version, and a number that the agent answers.
 *
 * @param number E.164
 */
public record Specimen(Db db, TenantId tenant, AgentId agent, VersionId version, String number) {
    /** Who tests act as. */
    public static final Actor TESTER = Actor.service("test");

    /** Why tests look at all tenants. */
    public static final Reason TEST = new Reason("test");

    /** Plants one whose version has an empty snapshot. */
    public static Specimen plant(Db db) {
        return plant(db, new VersionId("0".repeat(64)), "{}");
    }

    /** Plants one with this version. */
    public static Specimen plant(Db db, VersionId version, String snapshot) {
        TenantId tenant = TenantId.create();
        Specimen specimen = new Specimen(db, tenant, AgentId.create(), version, anyNumber());
        Tenant named = Tenant.named("t-" + tenant, "Tenant " + tenant);
        db.platform(TEST, TESTER, tx -> {
            Tenants.insert(
                    tx,
                    new Tenant(
                            tenant,
                            named.slug(),
                            named.name(),
                            true,
                            named.timeZone(),
                            named.retentionDays(),
                            null,
                            named.redaction()));
            return tenant;
        });
        return specimen.furnished(snapshot);
    }

    /** Gives a tenant that is there an agent, a live version and a number. */
    public static Specimen furnish(Db db, TenantId tenant) {
        return new Specimen(db, tenant, AgentId.create(), new VersionId("0".repeat(64)), anyNumber()).furnished("{}");
    }

    private static String anyNumber() {
        return "+1" + (2_000_000_000L + ThreadLocalRandom.current().nextLong(7_000_000_000L));
    }

    private Specimen furnished(String snapshot) {
        return db.tenant(tenant, TESTER, tx -> {
            Agents.insert(tx, agent, "Agent");
            Versions.insert(tx, agent, version, snapshot, List.of());
            Agents.goLive(tx, agent, version);
            Numbers.insert(tx, new PhoneNumber(NumberId.create(), number, agent, null, null));
            return this;
        });
    }

    /** A call that begins now, with a CallSid of its own; not yet on record. */
    public InboundCall ringing() {
        CallId id = CallId.create();
        String hex = id.toString().replace("-", "");
        return new InboundCall(id, "CA" + hex, "+15550001111", number, agent, version, hex, true, Instant.now());
    }

    /** Puts such a call on record, queued. */
    public CallId call() {
        return db.tenant(
                tenant, TESTER, tx -> Calls.insertInbound(tx, ringing()).id());
    }
}
