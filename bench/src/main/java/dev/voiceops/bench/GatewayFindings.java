package dev.voiceops.bench;

import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.store.ToolExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the tool calls, by three witnesses: who asked, the gateway's record, and the automation that counted its deeds.
 *
 * @param effects deeds that were done
 * @param twice orders whose deed was done more than once
 * @param lost orders told as done that were not, and deeds whose execution is neither succeeded nor unknown
 * @param sentAgain requests of a tool that changes things that the gateway sent more than once
 * @param contradicted tool calls whose asker was told something else than the record says
 * @param outcomes how many ended how; with the code where there is one
 */
record GatewayFindings(
        int executions,
        int effects,
        List<String> twice,
        List<String> lost,
        List<String> sentAgain,
        List<String> contradicted,
        Map<String, Integer> outcomes) {
    /**
     * All that is known of one tool call.
     *
     * @param record null: the gateway has none
     * @param effects times its deed was done
     * @param arrivals times the gateway sent it
     */
    record Witnessed(GatewayLoad.Told told, @Nullable ToolExecution record, int effects, int arrivals) {
        private boolean was(ToolExecution.Status status) {
            return record != null && record.status() == status;
        }

        private boolean isLost() {
            if (!told.order().acts()) return false;
            boolean told =
                    was(ToolExecution.Status.SUCCEEDED) || this.told.outcomes().contains(ToolOutcome.Status.SUCCEEDED);
            boolean open = was(ToolExecution.Status.SUCCEEDED) || was(ToolExecution.Status.UNKNOWN);
            return effects == 0 ? told : !open;
        }

        private boolean isContradicted() {
            return told.outcomes().stream()
                    .anyMatch(
                            outcome -> record == null || !record.status().name().equals(outcome.name()));
        }

        private String outcome() {
            if (record == null) return "not on record";
            String code = record.errorCode();
            return record.status().name().toLowerCase(java.util.Locale.ROOT) + (code == null ? "" : " " + code);
        }
    }

    static GatewayFindings of(List<Witnessed> all) {
        List<String> twice = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        List<String> again = new ArrayList<>();
        List<String> contradicted = new ArrayList<>();
        Map<String, Integer> outcomes = new TreeMap<>();
        int effects = 0;
        for (Witnessed one : all) {
            String order = one.told().order().order();
            effects += one.effects();
            outcomes.merge(one.outcome(), 1, Integer::sum);
            if (one.effects() > 1) twice.add(order);
            if (one.isLost()) lost.add(order + " " + one.outcome());
            if (one.told().order().acts() && one.arrivals() > 1) again.add(order);
            if (one.isContradicted()) contradicted.add(order + " " + one.outcome());
        }
        return new GatewayFindings(all.size(), effects, twice, lost, again, contradicted, outcomes);
    }
}
