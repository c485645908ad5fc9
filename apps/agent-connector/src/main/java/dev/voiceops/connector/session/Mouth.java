package dev.voiceops.connector.session;

import dev.voiceops.audio.FrameSink;
import dev.voiceops.audio.Metronome;
import dev.voiceops.audio.MouthCounts;
import dev.voiceops.audio.MouthEvent;
import dev.voiceops.audio.PacedMouth;
import dev.voiceops.audio.SpeechTooLong;
import dev.voiceops.call.Event;
import dev.voiceops.call.Failure;
import dev.voiceops.call.Playhead;
import dev.voiceops.call.Word;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.vendors.TextToSpeech;
import dev.voiceops.vendors.TtsListener;
import dev.voiceops.vendors.TtsOptions;
import dev.voiceops.vendors.TtsStream;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The mouth of one call: words go to the voice, its audio to the paced mouth and so to the caller. Effects come on the
 * call's thread, audio on the vendor's, marks on the transport's.
 */
final class Mouth implements AutoCloseable {
    private final TextToSpeech voices;
    private final TtsOptions options;
    private final Reports reports;
    private final PacedMouth paced;
    private final Metronome.Seat seat;
    private final Object voiceLock = new Object();
    private Voice voice;
    private final AtomicLong characters = new AtomicLong();
    private int begun;
    private boolean ended;

    /** @param out the way to the caller */
    Mouth(House house, AgentSnapshot agent, FrameSink out, Reports reports) {
        voices = house.vendors().voice();
        this.reports = reports;
        options = new TtsOptions(
                agent.tts().model(),
                agent.tts().speaker(),
                Locale.forLanguageTag(agent.language()).getLanguage());
        paced = new PacedMouth(out, house.metronome().nanoClock(), this::told);
        voice = new Voice();
        seat = house.metronome().register(paced);
    }

    void say(int turn, String text) {
        if (turn != begun) {
            paced.begin(turn);
            begun = turn;
            ended = false;
        }
        voice.stream.say(turn, text);
        characters.addAndGet(text.length());
    }

    void end(int turn) {
        ended = true;
        voice.stream.end(turn);
    }

    /** Silence at once; the audio that is still on its way dies in the paced mouth. */
    void stop(int turn) {
        paced.stop(turn);
        voice.stream.clear(turn);
    }

    /** All of {@code text} again with a fresh stream of the voice. */
    void revoice(int turn, String text) {
        synchronized (voiceLock) {
            voice.dropped = true;
            paced.begin(turn);
        }
        voice.stream.close();
        voice = new Voice();
        begun = turn;
        voice.stream.say(turn, text);
        characters.addAndGet(text.length());
        if (ended) {
            voice.stream.end(turn);
        }
    }

    void duck(boolean down) {
        paced.duck(down);
    }

    void marked(String name) {
        paced.onMark(name);
    }

    Playhead playhead(long nowMs) {
        dev.voiceops.audio.Playhead heard = paced.playhead();
        return new Playhead(nowMs, heard.turn(), heard.heard());
    }

    /** Characters that were given to the voice, those of a second try again. */
    long characters() {
        return characters.get();
    }

    MouthCounts counts() {
        return paced.counts();
    }

    private void told(MouthEvent event) {
        switch (event) {
            case MouthEvent.AudioStarted started -> reports.happened(new Event.AudioStarted(started.turn()));
            case MouthEvent.PlayoutEnded played -> {
                reports.happened(new Event.PlayoutEnded(played.turn()));
                if (!played.confirmed()) {
                    reports.note("mark_lost", Map.of("turn", "" + played.turn()));
                }
            }
        }
    }

    @Override
    public void close() {
        seat.close();
        voice.stream.close();
    }

    /** One stream of the voice; what a dropped one still sends is not heard. */
    private final class Voice implements TtsListener {
        private final TtsStream stream;
        private boolean dropped;

        Voice() {
            stream = voices.open(options, this);
        }

        @Override
        public void onAudio(int turn, byte[] mulaw) {
            synchronized (voiceLock) {
                if (dropped) {
                    return;
                }
                try {
                    paced.append(turn, mulaw);
                } catch (SpeechTooLong endless) {
                    dropped = true;
                    reports.happened(new Event.VoiceFailed(turn, new Failure("speech_too_long", false)));
                }
            }
        }

        @Override
        public void onWords(int turn, List<Word> words) {
            reports.happened(new Event.Voiced(turn, words));
        }

        @Override
        public void onSpoken(int turn) {
            reports.served(Vendor.RIME);
            synchronized (voiceLock) {
                if (!dropped) {
                    paced.endOfSpeech(turn);
                }
            }
        }

        @Override
        public void onFailure(int turn, VendorFailure failure) {
            Failure told = reports.failed(failure);
            synchronized (voiceLock) {
                if (!dropped) {
                    reports.happened(new Event.VoiceFailed(turn, told));
                }
            }
        }
    }
}
