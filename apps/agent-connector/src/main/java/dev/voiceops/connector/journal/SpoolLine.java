package dev.voiceops.connector.journal;

import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.connector.journal.JournalEntry.Body;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** An entry as a line of text: CRC-32C in 8 hex digits, a blank, JSON. A torn or damaged line is known by its sum. */
final class SpoolLine {
    private static final int SUM = 8;

    private SpoolLine() {}

    /** The JSON; exactly one of the last three is there. */
    private record Stored(
            UUID tenant,
            UUID call,
            long fencingToken,
            long n,
            Instant at,
            long monoMs,
            @Nullable Happened happened,
            @Nullable Utterance said,
            @Nullable TurnTimes turn) {}

    private record Happened(String type, Map<String, String> fields) {}

    /** Without the line feed. */
    static String write(JournalEntry entry) {
        CallRef call = entry.call();
        String json = Json.write(new Stored(
                call.tenant(),
                call.call(),
                call.fencingToken(),
                entry.n(),
                entry.at(),
                entry.monoMs(),
                entry.body() instanceof Body.Happened(String type, var fields) ? new Happened(type, fields) : null,
                entry.body() instanceof Body.Said(Utterance utterance) ? utterance : null,
                entry.body() instanceof Body.TurnDone(TurnTimes times) ? times : null));
        return sum(json) + " " + json;
    }

    /** Empty when the line is not whole. */
    static Optional<JournalEntry> read(String line) {
        if (line.length() <= SUM || !line.startsWith(sum(line.substring(SUM + 1)))) {
            return Optional.empty();
        }
        try {
            return body(Json.read(line.substring(SUM + 1), Stored.class));
        } catch (ContractViolation ofAnotherRelease) {
            return Optional.empty();
        }
    }

    private static Optional<JournalEntry> body(Stored stored) {
        Body body;
        if (stored.happened() != null) {
            body = new Body.Happened(stored.happened().type(), stored.happened().fields());
        } else if (stored.said() != null) {
            body = new Body.Said(stored.said());
        } else if (stored.turn() != null) {
            body = new Body.TurnDone(stored.turn());
        } else {
            return Optional.empty();
        }
        CallRef call = new CallRef(stored.tenant(), stored.call(), stored.fencingToken());
        return Optional.of(new JournalEntry(call, stored.n(), stored.at(), stored.monoMs(), body));
    }

    private static String sum(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
