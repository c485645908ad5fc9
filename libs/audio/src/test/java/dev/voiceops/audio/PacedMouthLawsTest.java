package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever is done to a mouth, in any order: these laws hold at every ms. */
class PacedMouthLawsTest {
    private VirtualLine line = new VirtualLine();
    private int turn;

    @Property(tries = 200)
    void the_laws_of_the_mouth(@ForAll @Size(min = 5, max = 60) List<Byte> deeds, @ForAll long seed) {
        line = new VirtualLine();
        turn = 0;
        var random = new Random(seed);
        line.losesMarks = random.nextInt(4) == 0;
        var last = line.mouth.playhead();
        for (byte deed : deeds) {
            act(deed, random);
            for (int i = random.nextInt(400); i > 0; i--) {
                var now = line.mouth.playhead();
                check(last, now);
                last = now;
                line.run(1);
            }
        }
        line.mouth.stop(turn);
        line.mouth.endOfSpeech(turn);
        line.run(3_000);
        assertThat(line.events.stream()
                        .filter(MouthEvent.PlayoutEnded.class::isInstance)
                        .map(MouthEvent::turn))
                .doesNotHaveDuplicates();
    }

    private void act(byte deed, Random random) {
        switch (Math.floorMod(deed, 8)) {
            case 0 -> line.mouth.begin(++turn);
            case 1, 2, 3 ->
                line.mouth.append(
                        Math.max(1, turn), Mulaw.encode(Sounds.noise(3_000, random.nextInt(700), random.nextLong())));
            case 4 -> line.mouth.endOfSpeech(turn);
            case 5 -> line.mouth.stop(turn);
            case 6 -> line.mouth.onMark("e" + random.nextInt(4) + ":t" + turn + ":" + random.nextInt(9_000));
            default -> line.freeze(random.nextInt(300));
        }
    }

    private void check(Playhead before, Playhead now) {
        assertThat(now.heard()).isBetween(0L, now.sent());
        assertThat(now.turn()).isGreaterThanOrEqualTo(before.turn());
        assertThat(now.epoch()).isGreaterThanOrEqualTo(before.epoch());
        if (now.turn() == before.turn()) assertThat(now.heard()).isGreaterThanOrEqualTo(before.heard());
        assertThat(line.mostAheadMillis).isLessThanOrEqualTo(PacedMouth.LEAD_MILLIS);
    }
}
