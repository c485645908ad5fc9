package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.scenario.Act;
import dev.voiceops.simulators.scenario.Step;
import dev.voiceops.simulators.scenario.Step.Expect;
import dev.voiceops.simulators.twilio.CallReport.Judgement;
import dev.voiceops.simulators.twilio.CallReport.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads a call's progress and holds it against the scenario. */
final class Judge {
    private final PhoneCall call;
    private final List<Progress> progress;
    private final Understanding understanding;
    private final List<Judgement> judgements = new ArrayList<>();

    private Judge(PhoneCall call, Understanding understanding) {
        this.call = call;
        this.progress = call.progress();
        this.understanding = understanding;
    }

    static CallReport report(PhoneCall call, Understanding understanding, String endedBy, String reason) {
        return new Judge(call, understanding).judge(endedBy, reason);
    }

    private CallReport judge(String endedBy, String reason) {
        var steps = call.plan().scenario().steps();
        var turns = new ArrayList<Turn>();
        for (int number = 1; number <= steps.size(); number++) {
            var turn = turn(number);
            turns.add(turn);
            expectations(steps.get(number - 1), turn);
        }
        ending(endedBy);
        long duration = progress.isEmpty() ? 0 : progress.getLast().atMs();
        boolean met = judgements.stream().allMatch(Judgement::met);
        return new CallReport(
                call.sid(), call.plan().scenario().name(), endedBy, reason, duration, turns, judgements, met);
    }

    private Turn turn(int number) {
        var during = progress.stream()
                .filter(one -> one.number("step", -1) == number)
                .toList();
        var heard = of(during, Progress.AGENT_STOPPED);
        var words = heard.stream().map(one -> one.text("words")).collect(Collectors.joining(" "));
        var says = of(during, Progress.CALLER_SAYS);
        var cleared = of(during, Progress.CLEARED).stream()
                .mapToLong(one -> one.number("after_ms", -1))
                .filter(after -> after >= 0)
                .findFirst()
                .orElse(-1);
        var gap = of(during, Progress.AGENT_STARTED).stream()
                .mapToLong(one -> one.number("gap_ms", -1))
                .filter(one -> one >= 0)
                .findFirst()
                .orElse(-1);
        return new Turn(
                number,
                says.isEmpty() ? "" : says.getFirst().text("text"),
                !says.isEmpty() && Boolean.TRUE.equals(says.getFirst().fields().get("barge_in")),
                gap,
                cleared,
                heard.stream().mapToLong(one -> one.number("heard_ms", 0)).sum(),
                words.strip());
    }

    private void expectations(Step step, Turn turn) {
        if (began(turn.step()) < 0) {
            judge(turn, "done", act(step.act()), "the call was over before", false);
            return;
        }
        var expect = step.expect();
        long next = began(turn.step() + 1);
        var seen = understanding.between(call, began(turn.step()), next < 0 ? Long.MAX_VALUE : next);
        if (!expect.intent().isEmpty()) {
            judge(
                    turn,
                    "intent",
                    expect.intent(),
                    seen.intents().toString(),
                    seen.intents().contains(expect.intent()));
        }
        if (!expect.tool().isEmpty()) {
            judge(
                    turn,
                    "tool",
                    expect.tool(),
                    seen.tools().toString(),
                    seen.tools().contains(expect.tool()));
        }
        heard(expect, turn);
        if (expect.gapBelowMs() > 0) {
            boolean met = turn.gapMs() >= 0 && turn.gapMs() < expect.gapBelowMs();
            judge(turn, "gap_ms", "below " + expect.gapBelowMs(), String.valueOf(turn.gapMs()), met);
        }
        if (expect.clearedWithinMs() > 0) {
            boolean met = turn.clearedAfterMs() >= 0 && turn.clearedAfterMs() <= expect.clearedWithinMs();
            judge(turn, "cleared_ms", "at most " + expect.clearedWithinMs(), "" + turn.clearedAfterMs(), met);
        }
    }

    private void heard(Expect expect, Turn turn) {
        if (!expect.hears().isEmpty() && understanding.knowsWords()) {
            var words = turn.agentWords().toLowerCase(Locale.ROOT);
            boolean met = expect.hears().stream().allMatch(word -> words.contains(word.toLowerCase(Locale.ROOT)));
            judge(turn, "hears", String.join(", ", expect.hears()), turn.agentWords(), met);
        }
    }

    private void ending(String endedBy) {
        var wanted = call.plan().scenario().endedBy();
        if (!wanted.isEmpty()) {
            judgements.add(new Judgement(0, "ended_by", wanted, endedBy, wanted.equals(endedBy)));
        }
    }

    private void judge(Turn turn, String what, String expected, String got, boolean met) {
        judgements.add(new Judgement(turn.step(), what, expected, got, met));
    }

    /** When a step began, -1 if never; past the last step: the end of the call. */
    private long began(int number) {
        if (number > call.plan().scenario().steps().size()) {
            return Long.MAX_VALUE;
        }
        return progress.stream()
                .filter(one -> one.event().equals(Progress.STEP) && one.number("step", -1) == number)
                .mapToLong(Progress::atMs)
                .findFirst()
                .orElse(-1);
    }

    private static List<Progress> of(List<Progress> progress, String event) {
        return progress.stream().filter(one -> one.event().equals(event)).toList();
    }

    private static String act(Act act) {
        return switch (act) {
            case Act.Say(var text) -> "say: " + text;
            case Act.Keys(var digits) -> "keys: " + digits;
            case Act.Mumble _ -> "mumble";
            case Act.HangUp _ -> "hang up";
            case Act.Listen _ -> "listen";
        };
    }
}
