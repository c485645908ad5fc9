package dev.voiceops.store;

import java.util.Set;
import java.util.TreeSet;

/** What happened in all rounds of {@link HistoryRound}. */
final class HistoryTally {
    long histories;
    long purged;
    long crashes;
    long holds;
    long metAtGate;
    long keptByHold;
    long copiesKept;
    long receipts;
    final Set<Integer> crashedAt = new TreeSet<>();

    @Override
    public String toString() {
        return histories + " calls, " + purged + " purged, " + crashes + " crashes at " + crashedAt.size()
                + " different statements, " + holds + " holds, " + metAtGate
                + " of them placed while a deletion ran, "
                + keptByHold + " calls past their days kept by holds, " + copiesKept
                + " times a copy of a deleted one; held lost 0, expired alive 0, orphans 0; "
                + receipts + " receipts proven";
    }
}
