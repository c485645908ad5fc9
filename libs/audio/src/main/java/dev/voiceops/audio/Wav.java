package dev.voiceops.audio;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A RIFF/WAVE file of mu-law or 16-bit PCM: its format and its raw, interleaved sample bytes. */
public final class Wav {
    /** How a sample is written: mu-law (1 byte, tag 7) or little-endian 16-bit PCM (2 bytes, tag 1). */
    public enum Encoding {
        /** G.711 mu-law. */
        MULAW(7, 1),
        /** Signed 16-bit, little-endian. */
        PCM16(1, 2);

        private final int tag;
        private final int bytes;

        Encoding(int tag, int bytes) {
            this.tag = tag;
            this.bytes = bytes;
        }
    }

    /** Encoding, rate in Hz and number of interleaved channels. */
    public record Format(Encoding encoding, int hz, int channels) {
        /** Mu-law at 8000 Hz, caller left and agent right. */
        public static final Format CALL_RECORDING = new Format(Encoding.MULAW, Frames.SAMPLE_RATE, 2);

        private int frameBytes() {
            return channels * encoding.bytes;
        }
    }

    /** The size to write when the end is not known yet; readers then take all that follows. */
    public static final long UNTIL_END_OF_FILE = 0xFFFF_FFFFL;

    private static final int LARGEST_FORMAT_CHUNK = 4_096;

    private final Format format;
    private final byte[] data;

    private Wav(Format format, byte[] data) {
        this.format = format;
        this.data = data;
    }

    /** Sound as it would stand in a file: {@code data} is not copied. */
    public static Wav of(Format format, byte[] data) {
        return new Wav(format, data);
    }

    /** One channel of 16-bit PCM at a rate in Hz. */
    public static Wav of(short[] pcm, int hz) {
        var bytes = ByteBuffer.allocate(pcm.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return new Wav(new Format(Encoding.PCM16, hz, 1), bytes.array());
    }

    /**
     * The header of a file with so many bytes of samples: 58 bytes for mu-law (it has a fact chunk), 44 for PCM.
     *
     * @param dataBytes 0 to 4 GiB, or {@link #UNTIL_END_OF_FILE} while the file is still growing
     */
    public static byte[] header(Format format, long dataBytes) {
        boolean pcm = format.encoding == Encoding.PCM16;
        boolean open = dataBytes == UNTIL_END_OF_FILE;
        var out = ByteBuffer.allocate(pcm ? 44 : 58).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt((int) (open ? dataBytes : out.capacity() - 8 + dataBytes + (dataBytes & 1)));
        out.put(ascii("WAVE")).put(ascii("fmt ")).putInt(pcm ? 16 : 18);
        out.putShort((short) format.encoding.tag).putShort((short) format.channels);
        out.putInt(format.hz).putInt(format.hz * format.frameBytes());
        out.putShort((short) format.frameBytes()).putShort((short) (format.encoding.bytes * 8));
        if (!pcm) {
            int frames = (int) (open ? dataBytes : dataBytes / format.frameBytes());
            out.putShort((short) 0).put(ascii("fact")).putInt(4).putInt(frames);
        }
        return out.put(ascii("data")).putInt((int) dataBytes).array();
    }

    /**
     * Reads a whole file into memory; chunks other than fmt and data are skipped.
     *
     * @throws IOException if it is no WAV file, is cut off in its header, or is neither mu-law nor 16-bit PCM
     */
    public static Wav read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        if (in.readInt() != 0x52494646) throw new IOException("not a WAV file: it does not begin with RIFF");
        in.readInt();
        if (in.readInt() != 0x57415645) throw new IOException("not a WAV file: its RIFF type is not WAVE");
        Format format = null;
        while (true) {
            String id = new String(exactly(in, 4), StandardCharsets.US_ASCII);
            long size = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            switch (id) {
                case "fmt " -> format = format(exactly(in, size));
                case "data" -> {
                    if (format == null) throw new IOException("a WAV file needs its fmt chunk before its data chunk");
                    return new Wav(format, in.readNBytes((int) Math.min(size, Integer.MAX_VALUE)));
                }
                default -> in.skipNBytes(size + (size & 1));
            }
        }
    }

    /** Writes header and samples. The stream stays open. */
    public void write(OutputStream out) throws IOException {
        out.write(header(format, data.length));
        out.write(data);
        if ((data.length & 1) != 0) out.write(0);
    }

    /** Encoding, rate and channels. */
    public Format format() {
        return format;
    }

    /** Length in whole ms. */
    public long millis() {
        return data.length / format.frameBytes() * 1000L / format.hz;
    }

    /** The raw sample bytes, channels interleaved; not a copy. */
    public byte[] data() {
        return data;
    }

    /** One channel, from 0, as 16-bit samples. */
    public short[] channel(int channel) {
        var samples = new short[data.length / format.frameBytes()];
        for (int i = 0; i < samples.length; i++) {
            int at = i * format.frameBytes() + channel * format.encoding.bytes;
            samples[i] = switch (format.encoding) {
                case MULAW -> Mulaw.decode(data[at]);
                case PCM16 -> (short) ((data[at] & 0xFF) | data[at + 1] << 8);
            };
        }
        return samples;
    }

    private static Format format(byte[] chunk) throws IOException {
        if (chunk.length < 16) throw new EOFException("the fmt chunk of a WAV file has at least 16 bytes");
        var in = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        int tag = in.getShort(0);
        int bits = in.getShort(14);
        for (var encoding : Encoding.values()) {
            if (encoding.tag == tag && encoding.bytes * 8 == bits && in.getShort(2) > 0 && in.getInt(4) > 0) {
                return new Format(encoding, in.getInt(4), in.getShort(2));
            }
        }
        throw new IOException("WAV format tag " + tag + " with " + bits + " bits is neither mu-law nor 16-bit PCM");
    }

    private static byte[] exactly(InputStream in, long size) throws IOException {
        if (size > LARGEST_FORMAT_CHUNK)
            throw new IOException("the fmt chunk of a WAV file is not " + size + " bytes long");
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) throw new EOFException("the WAV file is cut off in its header");
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
