package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same sounds through both detectors. Silero is skipped, by name, where the build has no model. */
@Timeout(60)
class VoiceActivityTest {
    private static final VoiceActivities SILERO = VoiceActivities.load(1);

    @AfterAll
    static void close() {
        SILERO.close();
    }

    @Test
    void the_model_in_the_build_is_the_one_expected() throws Exception {
        needsSilero();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(model());
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3");
        assertThat(SILERO.detector()).as(SILERO.description()).isEqualTo(VoiceActivities.Detector.SILERO);
    }

    @Test
    void silero_finds_where_vowels_begin_and_end() throws Exception {
        needsSilero();
        findsOneUtterance(silero(utterance(0)), 250);
    }

    @Test
    void silero_finds_them_in_noise() throws Exception {
        needsSilero();
        findsOneUtterance(silero(utterance(400)), 250);
    }

    @Test
    void silero_takes_no_noise_for_speech() throws Exception {
        needsSilero();
        assertThat(silero(noises())).isEmpty();
    }

    @Test
    void the_energy_detector_finds_where_vowels_begin_and_end() {
        findsOneUtterance(energy(utterance(0)), 100);
    }

    @Test
    void the_energy_detector_finds_them_in_noise_that_was_there_from_the_start() {
        var edges = energy(utterance(400));
        assertThat(Frames.millisOfSamples(edges.getFirst().sample())).isBetween(960L, 1_150L);
        assertThat(Frames.millisOfSamples(edges.getLast().sample())).isBetween(2_850L, 3_100L);
    }

    @Test
    void the_energy_detector_gets_used_to_noise_that_comes_later() {
        var edges = energy(Sounds.join(Sounds.noise(20, 1_000, 1), Sounds.noise(400, 12_000, 2)));
        assertThat(edges).hasSize(2);
        assertThat(Frames.millisOfSamples(edges.getLast().sample())).isLessThan(9_000);
    }

    @Test
    void the_energy_detector_is_silent_in_silence() {
        assertThat(energy(Sounds.silence(3_000))).isEmpty();
        assertThat(energy(Sounds.noise(20, 3_000, 5))).isEmpty();
    }

    @Test
    void without_a_model_the_energy_detector_serves_and_says_why() {
        try (var tampered = VoiceActivities.silero(new byte[100], 1)) {
            assertThat(tampered.detector()).isEqualTo(VoiceActivities.Detector.ENERGY);
            assertThat(tampered.description()).contains("energy detector").contains("SHA-256");
            assertThat(tampered.open(edge -> {})).isInstanceOf(EnergyVoiceActivity.class);
        }
    }

    private static void findsOneUtterance(List<VoiceEdge> edges, long lingersMillis) {
        assertThat(edges).hasSize(2);
        assertThat(edges.get(0)).isInstanceOf(VoiceEdge.SpeechStarted.class);
        assertThat(edges.get(1)).isInstanceOf(VoiceEdge.SpeechStopped.class);
        assertThat(Frames.millisOfSamples(edges.get(0).sample())).isBetween(1_000 - 40L, 1_100L);
        assertThat(Frames.millisOfSamples(edges.get(1).sample())).isBetween(3_000 - 150L, 3_000 + lingersMillis);
    }

    /** A second of nothing, two of vowels, one of nothing; noise of an RMS under it all. */
    private static short[] utterance(double noise) {
        short[] clean = Sounds.join(Sounds.silence(1_000), Sounds.vowels(14_000, 2_000), Sounds.silence(1_000));
        return noise == 0 ? clean : Sounds.mix(clean, Sounds.noise(noise, 4_000, 7));
    }

    /** A quiet hiss, a loud one, and bursts of 10 ms like keys. */
    private static short[] noises() {
        short[] key = Sounds.join(Sounds.noise(6_000, 10, 9), Sounds.silence(240));
        return Sounds.join(Sounds.noise(100, 1_000, 1), Sounds.noise(2_000, 1_000, 2), key, key, key, key);
    }

    private static List<VoiceEdge> energy(short[] pcm) {
        var edges = new ArrayList<VoiceEdge>();
        try (var detector = VoiceActivities.energy("a test").open(edges::add)) {
            byte[] mulaw = Mulaw.encode(pcm);
            for (int at = 0; at < mulaw.length; at += 160) detector.hear(mulaw, at, Math.min(160, mulaw.length - at));
        }
        return edges;
    }

    /** Runs the model by hand after each 32 ms, so that nothing is missed however fast the test goes. */
    private static List<VoiceEdge> silero(short[] pcm) throws Exception {
        var edges = new ArrayList<VoiceEdge>();
        try (var inference = new SileroInference(SileroModel.load(model()), 0);
                var detector = inference.open(edges::add)) {
            var batch = inference.new Batch();
            byte[] mulaw = Mulaw.encode(pcm);
            for (int at = 0; at + VoiceModel.WINDOW <= mulaw.length; at += VoiceModel.WINDOW) {
                detector.hear(mulaw, at, VoiceModel.WINDOW);
                batch.fill();
                batch.run();
            }
            assertThat(detector.missedWindows()).isZero();
        }
        return edges;
    }

    private static byte[] model() throws IOException {
        try (var resource = VoiceActivities.class.getResourceAsStream("silero_vad.onnx")) {
            assertThat(resource).isNotNull();
            return resource.readAllBytes();
        }
    }

    private static void needsSilero() {
        assumeThat(VoiceActivities.class.getResource("silero_vad.onnx"))
                .as("skipped, this build has no Silero model: " + SILERO.description())
                .isNotNull();
    }
}
