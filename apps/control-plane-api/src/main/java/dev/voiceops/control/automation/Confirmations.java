package dev.voiceops.control.automation;

import dev.voiceops.call.Assent;
import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolConfirmation;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.AsSaid;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.ToolExecution;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Holds the caller's yes to an irreversible tool against the record of the call: the agent read back every value of the input and
 * was heard, the caller answered yes and nothing else, and has said nothing since. What the connector claims counts for nothing
 * that the record does not say. Blocks; safe for all threads.
 */
final class Confirmations {
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final int LOOK_BACK = 60;

    private final Duration patience;

    /** @param patience how long to wait for an answer that is still on its way to the record */
    Confirmations(Duration patience) {
        this.patience = patience;
    }

    /** Asks again for as long as the answer may still be on its way to the record. */
    <T> T waiting(Supplier<T> ask) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return ask.get();
            } catch (NotYet notYet) {
                if (System.nanoTime() > until) throw refused("the record of the call has no such answer");
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** @throws ProblemException when the record does not bear it out */
    ToolExecution.Confirmation check(TenantTx tx, Permit permit, ToolExecute request) {
        ToolConfirmation given = request.confirmation();
        if (given == null) {
            throw refused("is missing: read the values back, wait for the caller's yes, and send both");
        }
        Talk talk = new Talk(
                AsSaid.lastUtterances(tx, permit.call().id(), LOOK_BACK).reveal(), given.turn());
        List<CallRecord.Numbered> answers = talk.answers();
        if (answers.stream().noneMatch(said -> same(said.utterance().heard(), given.answer()))) throw new NotYet();
        if (talk.callerWentOn()) throw refused("the caller has said something since");
        String readBack = talk.readBack();
        if (!has(readBack, given.readBack())) throw refused("the caller did not hear this read back just before");
        if (!namesAll(given.readBack(), request.inputJson())) {
            throw refused("read_back does not name every value of the input");
        }
        String answer = answers.stream().map(said -> said.utterance().heard()).collect(Collectors.joining(" "));
        if (Assent.in(permit.language()).of(answer) != Assent.Verdict.YES) {
            throw refused("the answer is not a plain yes");
        }
        return new ToolExecution.Confirmation(
                Json.write(given), answers.getLast().seq());
    }

    private static ProblemException refused(String why) {
        return new ProblemException(ProblemType.CONFIRMATION_REQUIRED, "confirmation: " + why);
    }

    private static boolean same(String text, String other) {
        return Assent.words(text).equals(Assent.words(other));
    }

    private static boolean has(String text, String part) {
        String words = " " + String.join(" ", Assent.words(text)) + " ";
        return words.contains(" " + String.join(" ", Assent.words(part)) + " ");
    }

    /** Texts and numbers, spelled in one word or several ("4711", "4 7 1 1"); truth values and nulls are not read aloud. */
    private static boolean namesAll(String readBack, JsonNode value) {
        if (value.isContainer()) return value.valueStream().allMatch(inner -> namesAll(readBack, inner));
        if (!value.isString() && !value.isNumber()) return true;
        String wanted = String.join("", Assent.words(value.asString()));
        return wanted.isEmpty() || spells(Assent.words(readBack), wanted);
    }

    private static boolean spells(List<String> words, String wanted) {
        for (int first = 0; first < words.size(); first++) {
            StringBuilder run = new StringBuilder();
            for (int next = first; next < words.size() && run.length() < wanted.length(); next++) {
                run.append(words.get(next));
                if (run.toString().equals(wanted)) return true;
            }
        }
        return false;
    }

    /** What was said around a turn. The caller's words carry the number of the turn that answers them. */
    private record Talk(List<CallRecord.Numbered> said, int turn) {
        List<CallRecord.Numbered> answers() {
            return said.stream()
                    .filter(each -> isCaller(each) && each.utterance().turn() == turn)
                    .toList();
        }

        boolean callerWentOn() {
            return said.stream()
                    .anyMatch(each -> isCaller(each) && each.utterance().turn() > turn);
        }

        /** What the caller heard of the agent's last turn before the answer; empty if the caller spoke between. */
        String readBack() {
            int last = said.stream()
                    .filter(each -> !isCaller(each) && each.utterance().turn() < turn)
                    .mapToInt(each -> each.utterance().turn())
                    .max()
                    .orElse(-1);
            boolean between = said.stream()
                    .filter(Talk::isCaller)
                    .anyMatch(each ->
                            each.utterance().turn() > last && each.utterance().turn() < turn);
            if (last < 0 || between) return "";
            return said.stream()
                    .filter(each -> !isCaller(each) && each.utterance().turn() == last)
                    .map(each -> each.utterance().heard())
                    .collect(Collectors.joining(" "));
        }

        private static boolean isCaller(CallRecord.Numbered each) {
            return each.utterance().speaker() == Utterance.Speaker.CALLER;
        }
    }

    /** The answer is not on record, or not yet. */
    private static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYet() {
            super("the answer is not on record", null, false, false);
        }
    }
}
