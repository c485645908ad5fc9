package dev.voiceops.store;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code calls}. */
final class CallRows {
    static final String SELECT = """
            select c.tenant_id, c.id, c.twilio_call_sid, c.from_number, c.to_number, c.agent_id, c.version_id,
                   c.connector_id, c.trace_id, c.simulated, c.state, c.carrier_status, c.outcome, c.end_reason,
                   c.ended_by, c.handoff_reason, c.created_at, c.answered_at, c.ended_at
            from calls c\s""";

    private CallRows() {}

    static Call read(ResultSet row, int number) throws SQLException {
        return new Call(
                new TenantId(Rows.uuid(row, "tenant_id")),
                new CallId(Rows.uuid(row, "id")),
                row.getString("twilio_call_sid"),
                row.getString("from_number"),
                row.getString("to_number"),
                new AgentId(Rows.uuid(row, "agent_id")),
                new VersionId(row.getString("version_id")),
                row.getString("connector_id"),
                row.getString("trace_id"),
                row.getBoolean("simulated"),
                Call.State.parse(row.getString("state")),
                parsed(row.getString("carrier_status"), Call.CarrierStatus::parse),
                parsed(row.getString("outcome"), code -> Outcome.valueOf(code.toUpperCase(Locale.ROOT))),
                parsed(row.getString("end_reason"), code -> EndReason.valueOf(code.toUpperCase(Locale.ROOT))),
                parsed(row.getString("ended_by"), Call.Witness::parse),
                row.getString("handoff_reason"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "answered_at"),
                Rows.instantOrNull(row, "ended_at"));
    }

    private static <T> @Nullable T parsed(@Nullable String code, Function<String, T> parse) {
        return code == null ? null : parse.apply(code);
    }
}
