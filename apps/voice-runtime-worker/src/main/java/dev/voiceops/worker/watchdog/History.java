package dev.voiceops.worker.watchdog;

import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Recording;
import dev.voiceops.store.ToolExecution;
import java.util.List;
import java.util.OptionalLong;

/** All that is on record of a call. Holds what was said; never printed. */
public record History(
        Call call,
        List<CallRecord.Event> events,
        List<Utterance> utterances,
        List<TurnTimes> turns,
        List<Dispatch> dispatches,
        List<ToolExecution> tools,
        List<Recording> recordings) {
    public History {
        events = List.copyOf(events);
        utterances = List.copyOf(utterances);
        turns = List.copyOf(turns);
        dispatches = List.copyOf(dispatches);
        tools = List.copyOf(tools);
        recordings = List.copyOf(recordings);
    }

    /** When the first event of this type happened, in ms on the call's clock. */
    OptionalLong firstMs(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .map(CallRecord.Event::monoMs)
                .filter(java.util.Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    @Override
    public String toString() {
        return "History[" + call.id() + ", " + events.size() + " events]";
    }
}
