package dev.voiceops.control.recordings;

import dev.voiceops.recordings.PlayableSound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * Answers a request for sound as RFC 9110 (14: ranges, 13: conditions) says: 200, 206 for one range, 304, or 416. Of several
 * ranges none is taken, which the RFC allows: the whole is sent.
 */
final class SoundAnswer {
    private SoundAnswer() {}

    static void write(PlayableSound sound, String etag, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "private, no-store");
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        long size = sound.bytes();
        long from = 0;
        long length = size;
        String asked = asked(request, etag);
        if (asked != null) {
            HttpRange range;
            try {
                List<HttpRange> ranges = HttpRange.parseRanges(asked);
                range = ranges.size() == 1 ? ranges.getFirst() : HttpRange.createByteRange(0);
                from = range.getRangeStart(size);
                length = range.getRangeEnd(size) - from + 1;
                if (ranges.size() == 1) response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            } catch (IllegalArgumentException e) {
                length = 0;
            }
            if (length <= 0 || from >= size) {
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                response.setHeader("Content-Range", "bytes */" + size);
                return;
            }
            if (response.getStatus() == HttpServletResponse.SC_PARTIAL_CONTENT) {
                response.setHeader("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + size);
            }
        }
        response.setContentType("audio/wav");
        response.setContentLengthLong(length);
        if (!request.getMethod().equals("HEAD")) sound.copy(from, length, response.getOutputStream());
    }

    /** The range to answer; null: none is asked, or it is asked of another state of the file. */
    private static @Nullable String asked(HttpServletRequest request, String etag) {
        String condition = request.getHeader("If-Range");
        return condition == null || condition.equals(etag) ? request.getHeader("Range") : null;
    }
}
