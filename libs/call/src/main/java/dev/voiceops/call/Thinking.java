package dev.voiceops.call;

import static dev.voiceops.call.Limit.FIRST_TOKEN_MS;
import static dev.voiceops.call.Limit.TOKEN_GAP_MS;
import static dev.voiceops.call.TurnTimes.NEVER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The model's side of a turn: its steps and the tools they use. At most one step is being thought at a time. */
final class Thinking {
    private final List<Step> steps = new ArrayList<>();
    private boolean running;
    private boolean over;
    private boolean retried;
    private boolean fillerSaid;
    private boolean readBackSaid;
    private @Nullable ReadBack withheld;
    private long askedAt = NEVER;
    private long tokenAt = NEVER;

    /** The model is asked for its next step, whose text will begin at {@code from}; returns the number of the step. */
    int begin(int from, long now) {
        steps.add(new Step(from));
        running = true;
        askedAt = now;
        tokenAt = NEVER;
        return steps.size();
    }

    /** The model shows a sign of life. */
    void token(long now) {
        tokenAt = now;
    }

    /** The model wants a tool; wanting the same call twice is wanting it once. */
    void want(ToolRun run) {
        boolean known = runs().stream().anyMatch(other -> other.call.id().equals(run.call.id()));
        if (!known) runs().add(run);
    }

    /** The model wants a tool that is read back to the caller before it runs; false if another one is waiting for that. */
    boolean withhold(ReadBack readBack) {
        if (withheld != null) return withheld.call().id().equals(readBack.call().id());
        withheld = readBack;
        return true;
    }

    /** The tool of this turn that is not to be run without the caller's yes. */
    Optional<ReadBack> withheld() {
        return Optional.ofNullable(withheld);
    }

    /** The words that remain to be said about it, once everything else is done; true once. */
    Optional<String> owedReadBack() {
        if (withheld == null || readBackSaid || over || running || awaitsTools()) return Optional.empty();
        readBackSaid = true;
        finish();
        return Optional.of(withheld.text());
    }

    /** Whether the question was put into words. */
    boolean isReadBack() {
        return readBackSaid;
    }

    /** Whether arguments were no good for their tools in more than one step: asking again won't help. */
    boolean isBeyondRepair() {
        return steps.stream()
                        .filter(step -> step.runs().stream().anyMatch(ToolRun::isRejected))
                        .count()
                > 1;
    }

    /** The running step is over, one way or another. */
    void end() {
        running = false;
    }

    /** The model has no further say in this turn, whatever its tools still do. */
    void finish() {
        running = false;
        over = true;
    }

    /** Uses up the one retry of this turn; false if that was done before. */
    boolean retry() {
        boolean first = !retried;
        retried = true;
        return first;
    }

    boolean isRunning() {
        return running;
    }

    boolean hasToken() {
        return tokenAt != NEVER;
    }

    /** The number of the latest step, from 1; 0 before any. */
    int step() {
        return steps.size();
    }

    /** Where the text of the latest step begins in the turn's text. */
    int from() {
        return steps.isEmpty() ? 0 : steps.getLast().from();
    }

    /** The tools of all steps. */
    Stream<ToolRun> allRuns() {
        return steps.stream().flatMap(step -> step.runs().stream());
    }

    /** The steps as they stand in the dialogue, as far as the turn's text was heard. Fixed words are one step. */
    List<Line.Agent> lines(Speech speech, int heard) {
        List<Line.Agent> lines = new ArrayList<>();
        List<Step> all = steps.isEmpty() ? List.of(new Step(0)) : steps;
        for (int i = 0; i < all.size(); i++) {
            int to = i + 1 < all.size() ? all.get(i + 1).from() : speech.length();
            String text = speech.between(all.get(i).from(), Math.min(to, heard));
            all.get(i).line(text).ifPresent(lines::add);
        }
        return lines;
    }

    /** The tools of the latest step. */
    List<ToolRun> runs() {
        return steps.isEmpty() ? List.of() : steps.getLast().runs();
    }

    boolean awaitsTools() {
        return !over && runs().stream().anyMatch(run -> !run.isAnswered());
    }

    /** Whether the tools of the latest step have all answered, which the model must hear of. */
    boolean owesStep() {
        return !over && !running && !runs().isEmpty() && !awaitsTools();
    }

    /** The run that waits for the answer to this call. */
    Optional<ToolRun> awaited(String callId) {
        return runs().stream()
                .filter(run -> run.isPending() && run.call.id().equals(callId))
                .findFirst();
    }

    /** The tools that should have answered by now. */
    List<ToolRun> late(long now) {
        return waitedFor().filter(run -> run.hardDue() <= now).toList();
    }

    /** What to say about a tool that takes long, said once a turn; blank for nothing. */
    String filler(long now) {
        fillerSaid = true;
        return waitedFor()
                .filter(run -> run.softDue() <= now)
                .map(run -> run.limits.filler())
                .findFirst()
                .orElse("");
    }

    long firstTokenDue(Policy policy) {
        return running && !hasToken() ? askedAt + policy.get(FIRST_TOKEN_MS) : NEVER;
    }

    long tokenGapDue(Policy policy) {
        return running && hasToken() ? tokenAt + policy.get(TOKEN_GAP_MS) : NEVER;
    }

    long toolSoftDue() {
        return fillerSaid ? NEVER : earliest(waitedFor().map(ToolRun::softDue));
    }

    long toolHardDue() {
        return earliest(waitedFor().map(ToolRun::hardDue));
    }

    private Stream<ToolRun> waitedFor() {
        return running || over ? Stream.empty() : runs().stream().filter(ToolRun::isPending);
    }

    private static long earliest(Stream<Long> times) {
        return times.min(Long::compare).orElse(NEVER);
    }
}
