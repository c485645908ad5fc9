package dev.voiceops.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;

/** Prints what a simulated call came to, for people. Stateless. */
final class Summary {
    private Summary() {}

    static void print(PrintWriter out, CallOutcome call) {
        List<Long> gaps = call.turns().stream()
                .map(CallOutcome.Turn::responseMs)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        out.println();
        out.println(
                call.asScripted() ? "The conversation went as scripted." : "The conversation did NOT go as scripted:");
        call.unmet().forEach(line -> out.println("  - " + line));
        out.printf("  call        %s: %s, %s%n", call.callId(), call.outcome(), call.endReason());
        out.printf("  turns       %d, of which interrupted %d%n", call.turns().size(), call.bargeIns());
        if (!gaps.isEmpty()) {
            out.printf("  gap         median %d ms, longest %d ms%n", gaps.get(gaps.size() / 2), gaps.getLast());
        }
        call.toolExecutions()
                .forEach(tool -> out.printf("  tool        %s %s: %s%n", tool.tool(), tool.input(), tool.status()));
        if (call.recording() != null) {
            out.printf("  recording   %s%n", call.recording().path("key").asString());
        }
        out.println();
    }
}
