package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drafts of agents, at most one each. */
public final class Drafts {
    private static final String COLUMNS = "agent_id, revision, body::text, based_on, updated_by, updated_at";

    private Drafts() {}

    /** The draft of an agent; empty: it has never been edited. */
    public static Optional<Draft> find(TenantTx tx, AgentId agent) {
        return tx.sql("select " + COLUMNS + " from agent_drafts where agent_id = ?", agent.value())
                .query(Drafts::read)
                .optional();
    }

    /**
     * Saves the draft if it still has the revision that was seen; empty, and nothing changed, if it has another.
     *
     * @param seen 0: there was none
     * @param basedOn a version of this agent, else MISSING_REFERENCE
     */
    public static Optional<Draft> save(
            TenantTx tx, AgentId agent, long seen, String body, @Nullable VersionId basedOn) {
        String base = basedOn == null ? null : basedOn.value();
        return (seen == 0
                        ? tx.sql(
                                "insert into agent_drafts (agent_id, body, based_on) values (?, ?::jsonb, ?)"
                                        + " on conflict do nothing returning " + COLUMNS,
                                agent.value(),
                                Texts.storableJson(body),
                                base)
                        : tx.sql(
                                "update agent_drafts set revision = revision + 1, body = ?::jsonb, based_on = ?,"
                                        + " updated_by = current_actor(), updated_at = now()"
                                        + " where agent_id = ? and revision = ? returning " + COLUMNS,
                                Texts.storableJson(body),
                                base,
                                agent.value(),
                                seen))
                .query(Drafts::read)
                .optional();
    }

    /** Says that the draft, as it stands, has become this version; its revision stays. */
    public static void rebase(TenantTx tx, AgentId agent, VersionId version) {
        tx.sql("update agent_drafts set based_on = ? where agent_id = ?", version.value(), agent.value())
                .update();
    }

    private static Draft read(ResultSet row, int number) throws SQLException {
        String base = row.getString("based_on");
        return new Draft(
                new AgentId(Rows.uuid(row, "agent_id")),
                row.getLong("revision"),
                row.getString("body"),
                base == null ? null : new VersionId(base),
                row.getString("updated_by"),
                Rows.instant(row, "updated_at"));
    }
}
