package dev.voiceops.connector.session;

import dev.voiceops.audio.CallRecorder;
import dev.voiceops.audio.FrameSink;
import dev.voiceops.connector.media.VoiceTransport;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.CallId;
import dev.voiceops.store.TenantId;
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
        @Nullable Tape tape) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Senses.class);

    /** The recording that runs. */
    record Tape(SealedRecordings.Draft draft, CallRecorder recorder) {}

    /** Opens the vendors for a call whose media is there. @throws RuntimeException when they can't serve such an agent */
    static Senses open(House house, Claim claim, VoiceTransport transport, Reports reports) {
        Tape tape = tape(house, claim, reports);
        FrameSink line = line(transport);
        FrameSink out = tape == null ? line : tape.recorder().recording(line);
        Ears ears = new Ears(house, claim.response().snapshot(), reports);
        try {
            return new Senses(transport, ears, new Mouth(house, claim.response().snapshot(), out, reports), tape);
        } catch (RuntimeException fault) {
            ears.close();
            if (tape != null) {
                tape.recorder().close();
            }
            throw fault;
        }
    }

    private static @Nullable Tape tape(House house, Claim claim, Reports reports) {
        SealedRecordings store = house.register().recordings();
        if (store == null) {
            return null;
        }
        try {
            SealedRecordings.Draft draft = store.begin(
                    new TenantId(claim.response().tenantId()),
                    new CallId(claim.response().callId()),
                    claim.recordingKey());
            return new Tape(
                    draft,
                    new CallRecorder(
                            draft.stream(),
                            house.workers().threads(),
                            house.metronome().nanoClock()));
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
        if (tape != null) {
            tape.recorder().caller(mulaw, 0, mulaw.length, streamMs);
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
