package dev.voiceops.control.egress;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Reads an answer's body, never more than it may have: neither as it comes nor unpacked. Pure. */
final class Bodies {
    private Bodies() {}

    /** It has more bytes than it may. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** It is packed in a way we did not ask for and do not know. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static String read(@Nullable HttpEntity entity, @Nullable Header encoding, int most) throws IOException {
        if (entity == null) return "";
        byte[] raw;
        try (InputStream in = entity.getContent()) {
            raw = capped(in, most);
        }
        String packed = encoding == null ? "identity" : encoding.getValue().toLowerCase(Locale.ROOT);
        return switch (packed) {
            case "", "identity" -> new String(raw, StandardCharsets.UTF_8);
            case "gzip", "x-gzip" -> {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
                    yield new String(capped(in, most), StandardCharsets.UTF_8);
                }
            }
            default -> throw new Unreadable();
        };
    }

    private static byte[] capped(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) throw new TooLarge();
        return bytes;
    }
}
