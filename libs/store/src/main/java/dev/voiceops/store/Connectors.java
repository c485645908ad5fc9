package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The connectors and the room they have. */
public final class Connectors {
    private static final String COLUMNS = "id, url, media_url, capacity, live_calls, draining, heartbeat_at";

    private Connectors() {}

    /** The connector says how it stands; the time is the database's. */
    public static void heartbeat(PlatformTx tx, Connector connector) {
        tx.sql(
                        """
                insert into connectors (id, url, media_url, capacity, live_calls, draining) values (?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set url = excluded.url, media_url = excluded.media_url, capacity = excluded.capacity,
                    live_calls = excluded.live_calls, draining = excluded.draining, heartbeat_at = clock_timestamp()""",
                        connector.id(),
                        connector.url(),
                        connector.mediaUrl(),
                        connector.capacity(),
                        connector.liveCalls(),
                        connector.draining())
                .update();
    }

    /** The connector has stopped in order. */
    public static void remove(PlatformTx tx, String id) {
        tx.sql("delete from connectors where id = ?", id).update();
    }

    /**
     * Connectors that were heard of within {@code freshness}, are not draining and have room, the least loaded first.
     * The load is the larger of their own count and their running leases, so that a lost process frees its slots.
     */
    public static List<Connector> withRoom(PlatformTx tx, Duration freshness) {
        return tx.sql("""
                select id, url, media_url, capacity, greatest(live_calls, leases) as live_calls, draining, heartbeat_at
                from connectors
                cross join lateral (select count(*)::int as leases from runtime_dispatches d
                                    where d.claimed_by = connectors.id and d.state = 'claimed'
                                      and d.lease_until > clock_timestamp()) as held
                where not draining and heartbeat_at > clock_timestamp() - make_interval(secs => ?)
                  and greatest(live_calls, leases) < capacity
                order by greatest(live_calls, leases)::float8 / capacity, id""", freshness.toMillis() / 1000.0)
                .query(Connectors::read)
                .list();
    }

    /** All connectors that ever said something and did not stop in order. */
    public static List<Connector> list(PlatformTx tx) {
        return tx.sql("select " + COLUMNS + " from connectors order by id")
                .query(Connectors::read)
                .list();
    }

    private static Connector read(ResultSet row, int number) throws SQLException {
        return new Connector(
                row.getString("id"),
                row.getString("url"),
                row.getString("media_url"),
                row.getInt("capacity"),
                row.getInt("live_calls"),
                row.getBoolean("draining"),
                Rows.instant(row, "heartbeat_at"));
    }
}
