package dev.voiceops.connector.session;

import dev.voiceops.audio.CallRecorder;
import dev.voiceops.audio.FrameSink;
import dev.voiceops.connector.media.VoiceTransport;
import dev.voiceops.connector.recording.RecordingStore;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a call has once its media is there: the transport and all that hangs on it. */
record Senses(
        VoiceTransport transport,
        Ears ears,
        Mouth mouth,
        @Nullable CallRecorder recorder) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Senses.class);

    /** Opens the vendors for a call whose media is there. @throws RuntimeException when they can't serve such an agent */
    static Senses open(House house, Claim claim, VoiceTransport transport, Reports reports) {
        CallRecorder recorder = recorder(house, claim, reports);
        FrameSink line = line(transport);
        FrameSink out = recorder == null ? line : recorder.recording(line);
        Ears ears = new Ears(house, claim.response().snapshot(), reports);
        try {
            return new Senses(transport, ears, new Mouth(house, claim.response().snapshot(), out, reports), recorder);
        } catch (RuntimeException fault) {
            ears.close();
            if (recorder != null) {
                recorder.close();
            }
            throw fault;
        }
    }

    private static @Nullable CallRecorder recorder(House house, Claim claim, Reports reports) {
        RecordingStore store = house.register().recordings();
        if (store == null) {
            return null;
        }
        try {
            return new CallRecorder(
                    store.create(claim.recordingKey()),
                    house.workers().threads(),
                    house.metronome().nanoClock());
        } catch (IOException e) {
            LOG.error("a call is not recorded: the recording store takes nothing", e);
            reports.note("recording_failed", Map.of("fault", e.getClass().getSimpleName()));
            return null;
        }
    }

    /** The transport as the mouth's way out. */
    private static FrameSink line(VoiceTransport transport) {
        return new FrameSink() {
            @Override
            public void media(byte[] frame) {
                transport.send(frame);
            }

            @Override
            public void mark(String name) {
                transport.mark(name);
            }

            @Override
            public void clear() {
                transport.clear();
            }
        };
    }

    /** A frame of the caller: to the recogniser, the detector and the recording, at once. */
    void hear(byte[] mulaw, long streamMs) {
        if (recorder != null) {
            recorder.caller(mulaw, 0, mulaw.length, streamMs);
        }
        ears.hear(mulaw);
    }

    /** Gives the vendors back and closes the transport; the recording goes on until it is closed itself. */
    @Override
    public void close() {
        mouth.close();
        ears.close();
        transport.close();
    }
}
