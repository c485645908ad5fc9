package dev.voiceops.recordings;

import dev.voiceops.audio.Wav;
import dev.voiceops.store.Recording;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A recording as a player wants it. The recorder writes the WAV header before it knows the length; here the header says it,
 * so that players show the right duration and seek. All other bytes are as recorded. One thread.
 */
public final class PlayableSound implements AutoCloseable {
    private static final int WINDOW = 64 * 1024;
    private final SeekableByteChannel sound;
    private final byte[] header;
    private final long bytes;

    /** Over an opened recording, which this closes. */
    public PlayableSound(SeekableByteChannel sound, Recording recording) {
        this.sound = sound;
        this.bytes = recording.bytes();
        int headerBytes = Wav.header(Wav.Format.CALL_RECORDING, 0).length;
        this.header = Wav.header(Wav.Format.CALL_RECORDING, Math.max(0, bytes - headerBytes));
    }

    /** Length of the file. */
    public long bytes() {
        return bytes;
    }

    /**
     * Writes a stretch of the file.
     *
     * @param from first byte
     * @param length so many; the stretch must lie within the file
     * @throws IOException when either side fails, or the recording is shorter than its row says
     */
    public void copy(long from, long length, OutputStream out) throws IOException {
        long at = from;
        long end = from + length;
        if (at < header.length && at < end) {
            int count = (int) (Math.min(header.length, end) - at);
            out.write(header, (int) at, count);
            at += count;
        }
        sound.position(at);
        ByteBuffer window = ByteBuffer.allocate(WINDOW);
        while (at < end) {
            window.clear().limit((int) Math.min(WINDOW, end - at));
            int read = sound.read(window);
            if (read < 0) throw new IOException("the recording ends at byte " + at + ", before its " + bytes);
            out.write(window.array(), 0, read);
            at += read;
        }
    }

    @Override
    public void close() throws IOException {
        sound.close();
    }
}
