package dev.voiceops.connector.session;

import dev.voiceops.audio.Frames;
import dev.voiceops.audio.VoiceActivity;
import dev.voiceops.audio.VoiceEdge;
import dev.voiceops.call.Event;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.TimedWord;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import java.util.List;
import java.util.Map;

/** The ears of one call: every frame goes to the recogniser and the voice detector, what they find to the conversation. */
final class Ears implements SttListener, AutoCloseable {
    private final Reports reports;
    private final SttStream words;
    private final VoiceActivity voice;
    private volatile long samples;

    Ears(House house, AgentSnapshot agent, Reports reports) {
        this.reports = reports;
        voice = house.voices().open(this::edge);
        words = house.vendors().ears().open(options(agent), this);
    }

    private static SttOptions options(AgentSnapshot agent) {
        AgentSnapshot.Stt stt = agent.stt();
        SttOptions.Engine engine = switch (stt.engine()) {
            case V1 -> SttOptions.Engine.V1;
            case FLUX -> SttOptions.Engine.FLUX;
        };
        return new SttOptions(
                engine,
                stt.model(),
                agent.language(),
                Math.clamp(stt.endpointingMs(), 10, 10_000),
                stt.keyterms().stream().limit(SttOptions.MAX_KEYTERMS).toList());
    }

    /** The next frame of the caller; it must not be changed afterwards. One thread at a time. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void hear(byte[] mulaw) {
        samples += mulaw.length;
        words.hear(mulaw);
        voice.hear(mulaw, 0, mulaw.length);
    }

    /** How much audio the recogniser was sent, in ms. */
    long audioMs() {
        return Frames.millisOfSamples(samples);
    }

    /** Windows the voice detector has missed. */
    long missedWindows() {
        return voice.missedWindows();
    }

    private void edge(VoiceEdge edge) {
        reports.happened(
                switch (edge) {
                    case VoiceEdge.SpeechStarted _ -> new Event.SpeechStarted();
                    case VoiceEdge.SpeechStopped stopped ->
                        new Event.SpeechStopped(Frames.millisOfSamples(Math.max(0, samples - stopped.sample())));
                });
    }

    @Override
    public void onRequestId(String requestId) {
        reports.note("stt_open", Map.of("request_id", requestId));
    }

    @Override
    public void onAudioDropped(long ms) {
        reports.note("stt_audio_dropped", Map.of("ms", String.valueOf(ms)));
    }

    @Override
    public void onTranscript(String text, boolean last, List<TimedWord> timed) {
        reports.happened(new Event.Transcript(text, last));
        if (last) {
            reports.served(Vendor.DEEPGRAM);
            reports.note("voice_stt_transcript", Map.of("words", String.valueOf(timed.size()), "last", "true"));
        }
    }

    @Override
    public void onTurnEnded() {
        reports.happened(new Event.TurnEnded());
    }

    @Override
    public void onEarLost(VendorFailure failure) {
        reports.happened(new Event.EarLost(reports.failed(failure)));
    }

    @Override
    public void onEarBack(String ear) {
        reports.happened(new Event.EarBack());
        reports.note("stt_took_over", Map.of("ear", ear));
    }

    /** Nobody hears any more; the conversation gives up after its own time. */
    @Override
    public void onFailure(VendorFailure failure) {
        onEarLost(failure);
    }

    @Override
    public void close() {
        voice.close();
        words.close();
    }
}
