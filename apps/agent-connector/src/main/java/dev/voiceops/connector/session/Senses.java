package dev.voiceops.connector.session;

import dev.voiceops.audio.CallRecorder;
import dev.voiceops.audio.FrameSink;
import dev.voiceops.connector.media.VoiceTransport;
import org.jspecify.annotations.Nullable;

/** What a call has once its media is there: the transport and all that hangs on it. */
record Senses(VoiceTransport transport, Ears ears, Mouth mouth, @Nullable CallRecorder recorder) implements AutoCloseable {

    /** The transport as the mouth's way out. */
    static FrameSink line(VoiceTransport transport) {
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
