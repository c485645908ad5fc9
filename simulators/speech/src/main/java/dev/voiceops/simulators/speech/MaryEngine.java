package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeechException.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import marytts.LocalMaryInterface;
import marytts.datatypes.MaryData;
import marytts.datatypes.MaryDataType;
import marytts.exceptions.MaryConfigurationException;
import marytts.modules.ModuleRegistry;
import marytts.modules.Synthesis;
import marytts.modules.synthesis.Voice;
import marytts.util.data.audio.MaryAudioUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** MaryTTS with the HMM voice cmu-slt: a woman, understood at once. Safe for several threads. */
final class MaryEngine implements VoiceEngine {
    private final LocalMaryInterface mary;
    private final Voice voice;

    /** Starts MaryTTS in this process, once for all; takes seconds. */
    MaryEngine() {
        try {
            mary = new LocalMaryInterface();
        } catch (MaryConfigurationException missing) {
            throw new SpeechException(Code.NOT_LOADED, "MaryTTS did not start", missing);
        }
        mary.setOutputType("ACOUSTPARAMS");
        voice = Voice.getVoice(mary.getVoice());
    }

    @Override
    public String name() {
        return "MaryTTS cmu-slt, embedded";
    }

    @Override
    public int threads() {
        return 2;
    }

    @Override
    public Clip render(String text) {
        try {
            var document = mary.generateXML(text);
            var audio = MaryAudioUtils.getSamplesAsDoubleArray(synthesise(document));
            var hz = (int) voice.dbAudioFormat().getSampleRate();
            return new Clip(Pcm.of(toShorts(audio), hz), times(document));
        } catch (Exception failed) {
            throw new IllegalStateException("MaryTTS failed", failed);
        }
    }

    @Override
    public void release() {
        // MaryTTS lives in static fields until the process ends.
    }

    /** The last module is called by itself, so that it writes the durations it realised into our document. */
    private AudioInputStream synthesise(Document document) throws Exception {
        var data = new MaryData(MaryDataType.ACOUSTPARAMS, mary.getLocale());
        data.setDocument(document);
        data.setDefaultVoice(voice);
        data.setAudioFileFormat(new AudioFileFormat(AudioFileFormat.Type.WAVE, voice.dbAudioFormat(), -1));
        return ((Synthesis) ModuleRegistry.getModule(Synthesis.class))
                .process(data)
                .getAudio();
    }

    private static short[] toShorts(double[] samples) throws IOException {
        var out = new short[samples.length];
        for (var i = 0; i < out.length; i++) {
            out[i] = (short) Math.clamp(Math.round(samples[i] * Short.MAX_VALUE), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return out;
    }

    /** Phones carry their length, but not where they stand: the pauses between are told apart from them. */
    private static List<SpokenWord> times(Document document) {
        var words = new ArrayList<SpokenWord>();
        walk(document.getDocumentElement(), 0, words);
        return words;
    }

    private static double walk(Node node, double from, List<SpokenWord> words) {
        var at = from;
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) at = step(element, at, words);
        }
        return at;
    }

    private static double step(Element element, double at, List<SpokenWord> words) {
        return switch (element.getTagName()) {
            case "ph" -> at + millis(element, "d");
            case "boundary" -> at + millis(element, "duration");
            case "t" -> {
                var end = walk(element, at, words);
                if (end > at) words.add(new SpokenWord(element.getTextContent().strip(), at, end));
                yield end;
            }
            default -> walk(element, at, words);
        };
    }

    private static double millis(Element element, String attribute) {
        var value = element.getAttribute(attribute);
        return value.isEmpty() ? 0 : Double.parseDouble(value) / 1000;
    }
}
