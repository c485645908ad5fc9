package dev.voiceops.store;

import java.time.ZoneId;
import java.util.List;

/**
 * A client as its own people see it.
 *
 * @param timeZone in which its days begin and end
 * @param retentionDays after which what was said in a call is deleted, unless a legal hold keeps it
 * @param listens whether its people may listen to recordings
 * @param agents by name, those that take no calls any more among them
 */
public record PortalTenant(String name, ZoneId timeZone, int retentionDays, boolean listens, List<Agent> agents) {
    public PortalTenant {
        agents = List.copyOf(agents);
    }

    /** An agent that takes, or took, its calls. */
    public record Agent(AgentId id, String name) {}

    /** The tenant whose portal it is. */
    public static PortalTenant of(PortalTx tx) {
        List<Agent> agents = tx.sql("select id, name from agents order by name, id")
                .query((row, number) -> new Agent(new AgentId(Rows.uuid(row, "id")), row.getString("name")))
                .list();
        return tx.sql("select name, time_zone, retention_days, portal_recordings from tenants")
                .query((row, number) -> new PortalTenant(
                        row.getString("name"),
                        ZoneId.of(row.getString("time_zone")),
                        row.getInt("retention_days"),
                        row.getBoolean("portal_recordings"),
                        agents))
                .single();
    }
}
