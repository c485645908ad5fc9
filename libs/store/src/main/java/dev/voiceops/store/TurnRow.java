package dev.voiceops.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.call.Stage;
import dev.voiceops.call.TurnTimes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A row of the ledger as the JSON object that PostgreSQL reads it from; what did not happen is null. */
record TurnRow(
        int turn,
        long started,
        @Nullable Long speechEnd,
        @Nullable Long eotDecided,
        @Nullable Long llmRequest,
        @Nullable Long llmFirstToken,
        @Nullable Long firstClause,
        @Nullable Long ttsRequest,
        @Nullable Long firstAudio,
        @Nullable Long playoutEnd,
        long ended,
        @JsonProperty("endpointing_ms") long endpointing,
        @JsonProperty("model_ms") long model,
        @JsonProperty("writing_ms") long writing,
        @JsonProperty("tool_ms") long tool,
        @JsonProperty("holding_ms") long holding,
        @JsonProperty("voice_ms") long voice,
        @JsonProperty("playout_ms") long playout,
        @JsonProperty("unattributed_ms") long unattributed,
        boolean interrupted,
        boolean clockError,
        List<TurnTimes.Span> spans,
        List<TurnTimes.ToolSpan> tools) {
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    static TurnRow of(TurnTimes times) {
        TurnTimes.Marks marks = times.marks();
        return new TurnRow(
                times.turn(),
                marks.started(),
                happened(marks.speechEnd()),
                happened(marks.eotDecided()),
                happened(marks.llmRequest()),
                happened(marks.llmFirstToken()),
                happened(marks.firstClause()),
                happened(marks.ttsRequest()),
                happened(marks.firstAudio()),
                happened(marks.playoutEnd()),
                marks.ended(),
                times.ms(Stage.ENDPOINTING),
                times.ms(Stage.MODEL),
                times.ms(Stage.WRITING),
                times.ms(Stage.TOOL),
                times.ms(Stage.HOLDING),
                times.ms(Stage.VOICE),
                times.ms(Stage.PLAYOUT),
                times.unattributedMs(),
                times.interrupted(),
                times.clockError(),
                times.spans(),
                times.tools());
    }

    static String json(List<TurnRow> rows) {
        return JSON.writeValueAsString(rows);
    }

    private static @Nullable Long happened(long moment) {
        return moment == TurnTimes.NEVER ? null : moment;
    }
}
