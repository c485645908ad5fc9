package dev.voiceops.call;

import static dev.voiceops.call.Limit.ENDPOINT_NOISY_MS;
import static dev.voiceops.call.Limit.RESUME_MS;
import static dev.voiceops.call.TurnTimes.NEVER;

import dev.voiceops.call.Effect.Duck;
import dev.voiceops.call.Effect.Utter;

/** The caller's side of a call: when he has finished, when he takes the floor from the agent, when he has fallen silent. */
final class Floor {
    /** A sign of listening this close to the end of a question is its answer. */
    private static final long ANSWER_WINDOW_MS = 1_500;

    private final Scene scene;
    private final Agent agent;
    private final Model model;
    private final Ear ear = new Ear();
    private final Endpointing endpointing;
    private final BargeIn bargeIn;
    private final SilenceLadder ladder;
    private boolean deaf;
    private long openSince = NEVER;
    private long cutByVoiceAt = NEVER;

    Floor(Scene scene, Agent agent, Model model) {
        this.scene = scene;
        this.agent = agent;
        this.model = model;
        this.endpointing = new Endpointing(scene.policy);
        this.bargeIn = new BargeIn(scene.policy);
        this.ladder = new SilenceLadder(scene.policy.silence());
    }

    /** The caller can be heard from now on. */
    void open() {
        deaf = false;
        openSince = scene.now();
    }

    /** The recogniser is gone: silence means nothing until it is back. */
    void loseEar() {
        deaf = true;
    }

    /** A voice is heard. First stage of an interruption: the agent lowers his voice, or waits if he has not begun. */
    void voiceStarts() {
        boolean fresh = ear.voiceStarts(scene.now());
        Reply reply = agent.reply();
        if (!fresh || reply == null || reply.isFirm() || reply.isJudging()) return;
        reply.judge();
        if (reply.isDucked()) scene.add(new Duck(true));
    }

    void voiceStops(long silentMs) {
        ear.voiceStops(scene.now(), silentMs);
    }

    /** Words are recognised. Second stage of an interruption: words that mean it. */
    void hear(String text, boolean last) {
        if (ear.hear(text, last, scene.now())) wordsCame();
        Reply reply = agent.reply();
        if (reply == null || reply.isFirm()) return;
        if (bargeIn.takesFloor(ear.text(), last, reply.isAudible())) interrupt(reply, "words");
        else if (last && reply.isJudging() && !ear.hasVoice()) letGo(reply);
    }

    /** The recogniser judges that the caller has finished. */
    void judged() {
        ear.judged(scene.now());
    }

    /** A person types a turn: whatever is being said ends, and the text is answered at once, if anything can be. */
    void type(String text, boolean answerable) {
        if (text.isBlank()) return;
        ear.read(text, scene.now());
        wordsCame();
        Reply reply = agent.reply();
        if (!answerable || (reply != null && reply.isFirm())) return;
        if (reply != null) interrupt(reply, "typed");
        Said said = ear.take();
        Command.parse(text).ifPresentOrElse(command -> model.isCommanded(said, command), () -> model.answers(said));
    }

    /** A key was pressed: a clear wish to be attended to. */
    void press(char key) {
        ear.key(key, scene.now());
        wordsCame();
        Reply reply = agent.reply();
        if (reply != null && !reply.isFirm()) interrupt(reply, "key");
    }

    /** The time for a verdict on the caller's sound is up. */
    void verdict(Reply reply) {
        if (ear.hasVoice()) interrupt(reply, "voice");
        else if (!bargeIn.ignores(ear.text(), reply.isAudible())) interrupt(reply, "words");
        else letGo(reply);
    }

    /** The caller has finished: his words are answered. Or nothing came after he seemed to interrupt: the agent goes on. */
    void answer() {
        if (!ear.isEmpty()) {
            long waited = scene.now() - ear.silentSince();
            boolean judged = ear.judgedAt() != NEVER;
            scene.note("endpoint", "judged", judged, "voice", ear.hasVoice(), "waited_ms", waited);
            model.answers(ear.take());
        } else {
            scene.note("false_barge_in", "resumed", true);
            cutByVoiceAt = NEVER;
            agent.goOn("You were interrupted by a noise, not by words. Go on where the caller stopped hearing you.");
        }
    }

    /** The agent is done: words that came meanwhile without interrupting answer his question, or only meant "I listen". */
    void agentIsDone() {
        if (ear.isEmpty() || ear.isGuessing() || !bargeIn.ignores(ear.text(), false)) return;
        boolean inTime = scene.now() - ear.wordsAt() <= ANSWER_WINDOW_MS;
        boolean asked = agent.lastHeard().endsWith("?") || agent.awaitsYes();
        boolean answers = asked && inTime && bargeIn.isListening(ear.text());
        if (!answers) record();
    }

    /** Puts words on record that nobody will answer. */
    void record() {
        if (!ear.isEmpty()) scene.add(new Utter(ear.take().utterance(agent.turn())));
    }

    /** What to say to a caller who says nothing; the last such words are a goodbye. */
    SilenceLadder ladder() {
        return ladder;
    }

    /** Whether words wait for an answer. */
    boolean hasWords() {
        return !ear.isEmpty();
    }

    /** Whether neither side says anything or has anything to say. */
    boolean isQuiet() {
        return agent.reply() == null && ear.isEmpty() && !ear.hasVoice();
    }

    long answerDue() {
        if (agent.reply() != null) return NEVER;
        return ear.isEmpty() && cutByVoiceAt != NEVER ? resumeDue() : endpointing.due(ear);
    }

    long verdictDue() {
        Reply reply = agent.reply();
        return reply != null && reply.isJudging() ? bargeIn.due(ear) : NEVER;
    }

    long promptDue() {
        boolean waits = agent.reply() == null && ear.isEmpty() && !deaf && cutByVoiceAt == NEVER;
        return waits ? ladder.due(Math.max(Math.max(agent.quietSince(), ear.wordsAt()), openSince), ear) : NEVER;
    }

    /** The caller's voice cut the agent short and no words came. A line that stays noisy is not waited for. */
    private long resumeDue() {
        long quiet = ear.hasVoice()
                ? Math.max(ear.voiceSince(), cutByVoiceAt) + scene.policy.get(ENDPOINT_NOISY_MS)
                : ear.stoppedAt();
        return quiet + scene.policy.get(RESUME_MS);
    }

    private void wordsCame() {
        ladder.reset();
        cutByVoiceAt = NEVER;
    }

    /** The caller takes the floor. A turn nobody has noticed gives his earlier words back: they go together. */
    private void interrupt(Reply reply, String by) {
        String type = reply.isAudible() ? "voice_barge_in_detected" : "caller_went_on";
        long heardMs = reply.speech.samplesHeard() / Playhead.SAMPLES_PER_MS;
        scene.note(type, "turn", reply.turn, "by", by, "heard_ms", heardMs);
        if (!reply.isNoticed()) ear.putBack(reply.withdraw());
        agent.cut(reply);
        if (ear.isEmpty()) cutByVoiceAt = scene.now();
    }

    private void letGo(Reply reply) {
        if (reply.isDucked()) scene.add(new Duck(false));
        reply.letGo();
        scene.note("false_barge_in", "turn", reply.turn, "words", !ear.isEmpty());
    }
}
